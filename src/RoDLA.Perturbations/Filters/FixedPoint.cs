using System.Runtime.Intrinsics.X86;

namespace RoDLA.Perturbations.Filters;

/// <summary>Products of 16-bit numbers that keep the upper half; every processor gives the same.</summary>
internal static class FixedPoint
{
    private const int RoundedBits = 15;
    private const int Half = 1 << (RoundedBits - 1);

    /// <summary>(a × b + 2¹⁴) ≫ 15.</summary>
    public static int MultiplyRound(int a, int b) => ((a * b) + Half) >> RoundedBits;

    /// <summary>The same in each lane.</summary>
    public static Vector128<short> MultiplyRound(Vector128<short> a, Vector128<short> b)
    {
        if (Ssse3.IsSupported)
        {
            return Ssse3.MultiplyHighRoundScale(a, b);
        }

        (Vector128<int> a0, Vector128<int> a1) = Vector128.Widen(a);
        (Vector128<int> b0, Vector128<int> b1) = Vector128.Widen(b);
        Vector128<int> half = Vector128.Create(Half);
        return Vector128.Narrow(((a0 * b0) + half) >> RoundedBits, ((a1 * b1) + half) >> RoundedBits);
    }

    /// <inheritdoc cref="MultiplyRound(Vector128{short}, Vector128{short})"/>
    public static Vector256<short> MultiplyRound(Vector256<short> a, Vector256<short> b) => Avx2.IsSupported
        ? Avx2.MultiplyHighRoundScale(a, b)
        : Vector256.Create(MultiplyRound(a.GetLower(), b.GetLower()), MultiplyRound(a.GetUpper(), b.GetUpper()));

    /// <summary>(a × b) ≫ 16 in each lane.</summary>
    public static Vector256<ushort> MultiplyHigh(Vector256<ushort> a, Vector256<ushort> b)
    {
        if (Avx2.IsSupported)
        {
            return Avx2.MultiplyHigh(a, b);
        }

        (Vector256<uint> a0, Vector256<uint> a1) = Vector256.Widen(a);
        (Vector256<uint> b0, Vector256<uint> b1) = Vector256.Widen(b);
        return Vector256.Narrow((a0 * b0) >>> 16, (a1 * b1) >>> 16);
    }
}
