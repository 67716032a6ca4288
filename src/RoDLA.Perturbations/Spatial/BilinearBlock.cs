using System.Runtime.Intrinsics.X86;
using RoDLA.Perturbations.Filters;

namespace RoDLA.Perturbations.Spatial;

/// <summary>
/// Eight neighbouring pixels by bilinear interpolation with 5-bit weights, all of them read from one patch of the old page. Pairs along
/// the row are weighed exactly, to 32nds of a level; the two rows are then mixed to whole 32nds, and those rounded to levels.
/// </summary>
internal static unsafe class BilinearBlock
{
    /// <summary>Pixels of a block.</summary>
    public const int Pixels = 8;

    /// <summary>Bytes that are written for a block; the last eight are unused.</summary>
    public const int OutputBytes = 32;

    /// <summary>Rows of a patch.</summary>
    public const int PatchRows = 4;

    /// <summary>Bytes of each row of a patch.</summary>
    public const int PatchBytes = 32;

    /// <summary>Most columns from the leftmost of the eight positions to the rightmost.</summary>
    public const int MostAcross = 8;

    /// <summary>Most rows from the uppermost of the eight positions to the lowest.</summary>
    public const int MostDown = 2;

    private const int Bits = 5;
    private const int Unit = 1 << Bits;

    /// <summary>Reads eight pixels.</summary>
    /// <param name="patch">Upper left corner of the patch.</param>
    /// <param name="stride">Bytes from one of its rows to the next.</param>
    /// <param name="across">Positions right of the patch's corner, in 32nds of a pixel.</param>
    /// <param name="down">Positions below it.</param>
    /// <param name="output">Where the pixels go.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Read(byte* patch, nint stride, Vector256<int> across, Vector256<int> down, byte* output)
    {
        if (Avx512Vbmi.IsSupported)
        {
            ReadPermuting(patch, stride, across, down, output);
        }
        else if (Avx2.IsSupported)
        {
            ReadByFours(patch, stride, across, down, output);
        }
        else
        {
            ReadOneByOne(patch, stride, across, down, output);
        }
    }

    /// <summary>The patch is in two registers; each pixel selects its four neighbours by a shuffle.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ReadPermuting(byte* patch, nint stride, Vector256<int> across, Vector256<int> down, byte* output)
    {
        Vector512<byte> upperHalf = Vector256.Load(patch).ToVector512Unsafe().WithUpper(Vector256.Load(patch + stride));
        patch += 2 * stride;
        Vector512<byte> lowerHalf = Vector256.Load(patch).ToVector512Unsafe().WithUpper(Vector256.Load(patch + stride));
        Vector256<int> column = across >> Bits;
        Vector256<int> place = ((down >> Bits) << 5) + column + column + column;
        Vector256<int> weights = Weights(across, down);

        // For each pair of bytes of 24 samples, where in eight numbers of four bytes its pixel's are.
        Vector512<byte> pixels = Vector512.Create(
            (byte)0, 0, 0, 0, 0, 0, 4, 4, 4, 4, 4, 4, 8, 8, 8, 8, 8, 8, 12, 12, 12, 12, 12, 12, 16, 16, 16, 16, 16, 16, 20, 20,
            20, 20, 20, 20, 24, 24, 24, 24, 24, 24, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28);

        // Left and right neighbour of the three channels, for each pixel.
        Vector512<byte> neighbours = Vector512.Create(
            (byte)0, 3, 1, 4, 2, 5, 0, 3, 1, 4, 2, 5, 0, 3, 1, 4, 2, 5, 0, 3, 1, 4, 2, 5, 0, 3, 1, 4, 2, 5, 0, 3,
            1, 4, 2, 5, 0, 3, 1, 4, 2, 5, 0, 3, 1, 4, 2, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        Vector512<byte> places = Spread(place, pixels) + neighbours;
        Vector512<sbyte> weightsAcross = Spread(weights, pixels + Vector512.Create((ushort)0x0100).AsByte()).AsSByte();
        Vector512<short> weightsDown = Spread(weights, pixels + Vector512.Create((ushort)0x0302).AsByte()).AsInt16();
        Vector512<short> upper = Avx512BW.MultiplyAddAdjacent(
            Avx512Vbmi.PermuteVar64x8x2(upperHalf, places, lowerHalf), weightsAcross);
        Vector512<short> lower = Avx512BW.MultiplyAddAdjacent(
            Avx512Vbmi.PermuteVar64x8x2(upperHalf, places + Vector512.Create((byte)PatchBytes), lowerHalf), weightsAcross);
        Vector512<short> mixed = upper + Avx512BW.MultiplyHighRoundScale(lower - upper, weightsDown);
        Avx512BW.ConvertToVector256Byte((mixed + Vector512.Create((short)(Unit / 2))) >> Bits).Store(output);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Spread(Vector256<int> values, Vector512<byte> order) =>
        Avx512Vbmi.PermuteVar64x8(values.ToVector512Unsafe().AsByte(), order);

    /// <summary>Weights of a pixel in four bytes: of its left and right neighbours, and as a short in 2¹⁵ths of those below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Weights(Vector256<int> across, Vector256<int> down)
    {
        Vector256<int> partAcross = across & Vector256.Create(Unit - 1);
        Vector256<int> partDown = down & Vector256.Create(Unit - 1);
        return ((partAcross << 8) - partAcross + Vector256.Create(Unit)) | (partDown << 26);
    }

    private static void ReadByFours(byte* patch, nint stride, Vector256<int> across, Vector256<int> down, byte* output)
    {
        const int Half = Pixels / 2;
        int* places = stackalloc int[Pixels];
        int* weights = stackalloc int[Pixels];
        Vector256<int> column = across >> Bits;
        (((down >> Bits) * (int)stride) + column + column + column).Store(places);
        Weights(across, down).Store(weights);
        Vector128<byte> dense = Vector128.Create((byte)0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 255, 255, 255, 255);
        for (int i = 0; i < Pixels; i += Half)
        {
            Vector256<short> words = Four(patch, stride, places + i, weights + i);
            Vector128<byte> levels = Sse2.PackUnsignedSaturate(words.GetLower(), words.GetUpper());
            Ssse3.Shuffle(levels, dense).Store(output + (i * PageImage.Channels));
        }
    }

    /// <summary>Red, green, blue and an unused byte of four pixels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Four(byte* patch, nint stride, int* places, int* weights)
    {
        Vector256<byte> pairs = Vector256.Create(
            (byte)0, 3, 1, 4, 2, 5, 255, 255, 8, 11, 9, 12, 10, 13, 255, 255, 0, 3, 1, 4, 2, 5, 255, 255, 8, 11, 9, 12, 10, 13, 255, 255);
        Vector256<byte> weightBytes = Vector256.Create(
            (byte)0, 1, 0, 1, 0, 1, 0, 1, 4, 5, 4, 5, 4, 5, 4, 5, 8, 9, 8, 9, 8, 9, 8, 9, 12, 13, 12, 13, 12, 13, 12, 13);
        Vector256<byte> both = Vector128.Load(weights).AsByte().ToVector256Unsafe().WithUpper(Vector128.Load(weights).AsByte());
        Vector256<sbyte> weightsAcross = Avx2.Shuffle(both, weightBytes).AsSByte();
        Vector256<short> weightsDown = Avx2.Shuffle(both, weightBytes + Vector256.Create((byte)2)).AsInt16();
        byte* below = patch + stride;
        Vector256<byte> above = Vector256.Create(
            *(ulong*)(patch + places[0]), *(ulong*)(patch + places[1]),
            *(ulong*)(patch + places[2]), *(ulong*)(patch + places[3])).AsByte();
        Vector256<byte> beneath = Vector256.Create(
            *(ulong*)(below + places[0]), *(ulong*)(below + places[1]),
            *(ulong*)(below + places[2]), *(ulong*)(below + places[3])).AsByte();
        Vector256<short> upper = Avx2.MultiplyAddAdjacent(Avx2.Shuffle(above, pairs), weightsAcross);
        Vector256<short> lower = Avx2.MultiplyAddAdjacent(Avx2.Shuffle(beneath, pairs), weightsAcross);
        Vector256<short> mixed = upper + Avx2.MultiplyHighRoundScale(lower - upper, weightsDown);
        return (mixed + Vector256.Create((short)(Unit / 2))) >> Bits;
    }

    private static void ReadOneByOne(byte* patch, nint stride, Vector256<int> across, Vector256<int> down, byte* output)
    {
        for (int i = 0; i < Pixels; i++)
        {
            ReadOne(patch, stride, across[i], down[i], output + (i * PageImage.Channels));
        }
    }

    /// <summary>Reads one pixel by the same rule; a fourth byte is written and unused.</summary>
    public static void ReadOne(byte* patch, nint stride, int across, int down, byte* output)
    {
        byte* corner = patch + ((down >> Bits) * stride) + ((across >> Bits) * PageImage.Channels);
        Vector128<short> upper = Pair(corner, across & (Unit - 1));
        Vector128<short> lower = Pair(corner + stride, across & (Unit - 1));
        Vector128<short> part = Vector128.Create((short)((down & (Unit - 1)) << 10));
        Vector128<short> mixed = upper + FixedPoint.MultiplyRound(lower - upper, part) + Vector128.Create((short)(Unit / 2));
        Vector128<ushort> levels = (mixed >> Bits).AsUInt16();
        *(uint*)output = Vector128.Narrow(levels, levels).AsUInt32().ToScalar();
    }

    /// <summary>Three channels of a pixel and its right neighbour, weighed, in 32nds of a level.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> Pair(byte* corner, int part)
    {
        Vector128<short> left = Vector128.WidenLower(Vector128.CreateScalarUnsafe(*(ulong*)corner).AsByte()).AsInt16();
        Vector128<short> right = Vector128.Shuffle(left, Vector128.Create((short)3, 4, 5, 6, 7, 7, 7, 7));
        return (left << Bits) + ((right - left) * (short)part);
    }
}
