using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using RoDLA.Perturbations.Geometry;

namespace RoDLA.Perturbations.Spatial;

/// <summary>Positions under a projective map, in double precision, rounded to 32nds of a pixel.</summary>
internal readonly struct PerspectiveCoordinates(Homography toSource) : IRowCoordinates
{
    private const double Unit = 32;

    public void Fill(int y, int x, Span<int> across, Span<int> down)
    {
        double startX = (toSource.B * y) + toSource.C;
        double startY = (toSource.E * y) + toSource.F;
        double startW = (toSource.H * y) + toSource.I;
        int i = 0;
        if (Avx.IsSupported)
        {
            Vector256<double> steps = Vector256.Create(0.0, 1, 2, 3);
            for (; i <= across.Length - 4; i += 4)
            {
                Vector256<double> column = steps + Vector256.Create((double)(x + i));
                Vector256<double> scale = Vector256.Create(Unit) / ((column * toSource.G) + Vector256.Create(startW));
                Vector256<double> u = ((column * toSource.A) + Vector256.Create(startX)) * scale;
                Vector256<double> v = ((column * toSource.D) + Vector256.Create(startY)) * scale;
                Avx.ConvertToVector128Int32(u).CopyTo(across[i..]);
                Avx.ConvertToVector128Int32(v).CopyTo(down[i..]);
            }
        }

        for (; i < across.Length; i++)
        {
            double scale = Unit / (((x + i) * toSource.G) + startW);
            across[i] = (int)Math.Round((((x + i) * toSource.A) + startX) * scale);
            down[i] = (int)Math.Round((((x + i) * toSource.D) + startY) * scale);
        }
    }
}
