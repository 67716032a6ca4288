using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RoDLA.Perturbations.Filters;

/// <summary>Products of 16-bit numbers that keep the upper half.</summary>
internal static class FixedPoint
{
    /// <summary>(a × b + 2¹⁴) ≫ 15 in each lane.</summary>
    public static Vector256<short> MultiplyRound(Vector256<short> a, Vector256<short> b)
    {
        if (Avx2.IsSupported)
        {
            return Avx2.MultiplyHighRoundScale(a, b);
        }

        (Vector256<int> a0, Vector256<int> a1) = Vector256.Widen(a);
        (Vector256<int> b0, Vector256<int> b1) = Vector256.Widen(b);
        Vector256<int> half = Vector256.Create(1 << 14);
        return Vector256.Narrow(((a0 * b0) + half) >> 15, ((a1 * b1) + half) >> 15);
    }

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
