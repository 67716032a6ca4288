using System.Runtime.Intrinsics.X86;

namespace RoDLA.Perturbations.Random;

/// <summary>
/// Philox4x32-10: 128 random bits for each 128-bit counter and 64-bit key, with no state between them.
/// Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
/// </summary>
internal static class Philox
{
    private const int Rounds = 10;
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;

    /// <summary>Words of one block, for one counter.</summary>
    public static Vector128<uint> Block(Vector128<uint> counter, ulong key)
    {
        (uint c0, uint c1, uint c2, uint c3) = (counter[0], counter[1], counter[2], counter[3]);
        (uint k0, uint k1) = ((uint)key, (uint)(key >> 32));
        for (int round = 0; round < Rounds; round++)
        {
            ulong p0 = (ulong)Multiplier0 * c0;
            ulong p1 = (ulong)Multiplier1 * c2;
            (c0, c1, c2, c3) = ((uint)(p1 >> 32) ^ c1 ^ k0, (uint)p1, (uint)(p0 >> 32) ^ c3 ^ k1, (uint)p0);
            k0 += Weyl0;
            k1 += Weyl1;
        }

        return Vector128.Create(c0, c1, c2, c3);
    }

    /// <summary>
    /// Words of eight blocks whose counters follow each other in their first word: first words of all eight, then second words, and so
    /// on, since that is how eight lanes yield them.
    /// </summary>
    /// <param name="counter">The first counter; its first word is a multiple of 8.</param>
    /// <param name="key">The key.</param>
    /// <param name="words">32 words.</param>
    public static void EightBlocks(Vector128<uint> counter, ulong key, Span<uint> words)
    {
        if (Avx2.IsSupported)
        {
            EightBlocksAvx2(counter, key, words);
            return;
        }

        EightBlocksScalar(counter, key, words);
    }

    internal static void EightBlocksScalar(Vector128<uint> counter, ulong key, Span<uint> words)
    {
        for (int lane = 0; lane < 8; lane++)
        {
            Vector128<uint> block = Block(counter.WithElement(0, counter[0] + (uint)lane), key);
            for (int word = 0; word < 4; word++)
            {
                words[(word * 8) + lane] = block[word];
            }
        }
    }

    private static void EightBlocksAvx2(Vector128<uint> counter, ulong key, Span<uint> words)
    {
        Vector256<uint> c0 = Vector256.Create(counter[0]) + Vector256.Create(0u, 1, 2, 3, 4, 5, 6, 7);
        Vector256<uint> c1 = Vector256.Create(counter[1]);
        Vector256<uint> c2 = Vector256.Create(counter[2]);
        Vector256<uint> c3 = Vector256.Create(counter[3]);
        Vector256<uint> k0 = Vector256.Create((uint)key);
        Vector256<uint> k1 = Vector256.Create((uint)(key >> 32));
        for (int round = 0; round < Rounds; round++)
        {
            (Vector256<uint> high0, Vector256<uint> low0) = Multiply(c0, Vector256.Create(Multiplier0));
            (Vector256<uint> high1, Vector256<uint> low1) = Multiply(c2, Vector256.Create(Multiplier1));
            (c0, c1, c2, c3) = (high1 ^ c1 ^ k0, low1, high0 ^ c3 ^ k1, low0);
            k0 += Vector256.Create(Weyl0);
            k1 += Vector256.Create(Weyl1);
        }

        c0.CopyTo(words);
        c1.CopyTo(words[8..]);
        c2.CopyTo(words[16..]);
        c3.CopyTo(words[24..]);
    }

    private static (Vector256<uint> High, Vector256<uint> Low) Multiply(Vector256<uint> value, Vector256<uint> factor)
    {
        const byte OddLanes = 0b1010_1010;
        Vector256<ulong> even = Avx2.Multiply(value, factor);
        Vector256<ulong> odd = Avx2.Multiply((value.AsUInt64() >> 32).AsUInt32(), factor);
        Vector256<uint> high = Avx2.Blend((even >> 32).AsUInt32(), odd.AsUInt32(), OddLanes);
        Vector256<uint> low = Avx2.Blend(even.AsUInt32(), (odd << 32).AsUInt32(), OddLanes);
        return (high, low);
    }
}
