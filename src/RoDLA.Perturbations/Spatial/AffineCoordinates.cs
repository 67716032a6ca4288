using System.Runtime.Intrinsics;
using RoDLA.Perturbations.Geometry;

namespace RoDLA.Perturbations.Spatial;

/// <summary>
/// Positions under an affine map in fixed point: steps along the row in 1024ths of a pixel, sums rounded to 32nds, which is how OpenCV
/// reckons and so what the benchmark's pages show.
/// </summary>
internal readonly struct AffineCoordinates(Homography toSource, int[] acrossSteps, int[] downSteps) : IRowCoordinates
{
    private const int Unit = 1024;
    private const int Shift = 5;
    private const int Half = 1 << (Shift - 1);

    public static AffineCoordinates Create(Homography toSource, int width)
    {
        var across = new int[width];
        var down = new int[width];
        for (int x = 0; x < width; x++)
        {
            across[x] = (int)Math.Round(toSource.A * x * Unit);
            down[x] = (int)Math.Round(toSource.D * x * Unit);
        }

        return new AffineCoordinates(toSource, across, down);
    }

    public void Fill(int y, int x, Span<int> across, Span<int> down)
    {
        int startX = (int)Math.Round(((toSource.B * y) + toSource.C) * Unit) + Half;
        int startY = (int)Math.Round(((toSource.E * y) + toSource.F) * Unit) + Half;
        Run(startX, acrossSteps.AsSpan(x, across.Length), across);
        Run(startY, downSteps.AsSpan(x, down.Length), down);
    }

    private static void Run(int start, ReadOnlySpan<int> steps, Span<int> positions)
    {
        int i = 0;
        for (; i <= positions.Length - Vector256<int>.Count; i += Vector256<int>.Count)
        {
            ((Vector256.Create(steps[i..]) + Vector256.Create(start)) >> Shift).CopyTo(positions[i..]);
        }

        for (; i < positions.Length; i++)
        {
            positions[i] = (start + steps[i]) >> Shift;
        }
    }
}
