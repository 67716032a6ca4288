using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RoDLA.Perturbations.Spatial;

/// <summary>Weights of the two neighbours at each 32nd of a pixel, laid out as <see cref="BilinearWarp"/> multiplies them.</summary>
internal static class BilinearWeights
{
    public const int Bits = 5;
    public const int Unit = 1 << Bits;

    /// <summary>Log₂ of the bytes of one entry.</summary>
    public const int EntryBits = 4;

    /// <summary>For each 32nd: (32 − f, f) as bytes, eight times over.</summary>
    public static byte[] Across { get; } = Table(f => Vector128.Create((short)((f << 8) | (Unit - f))).AsByte());

    /// <summary>For each 32nd: (32 − f, f) as shorts, four times over.</summary>
    public static byte[] Down { get; } = Table(f => Vector128.Create((f << 16) | (Unit - f)).AsByte());

    private static byte[] Table(Func<int, Vector128<byte>> entry) =>
        MemoryMarshal.AsBytes<Vector128<byte>>(Enumerable.Range(0, Unit).Select(entry).ToArray()).ToArray();
}
