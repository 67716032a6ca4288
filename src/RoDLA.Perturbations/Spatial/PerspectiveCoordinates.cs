using System.Runtime.Intrinsics.X86;
using RoDLA.Perturbations.Geometry;

namespace RoDLA.Perturbations.Spatial;

/// <summary>Positions under a projective map, in double precision, rounded to 32nds of a pixel.</summary>
internal sealed unsafe class PerspectiveCoordinates(Homography toSource) : IRowCoordinates
{
    private const double Unit = 32;

    public void Fill(int y, int x, int count, int* across, int* down)
    {
        double startX = (toSource.B * y) + toSource.C;
        double startY = (toSource.E * y) + toSource.F;
        double startW = (toSource.H * y) + toSource.I;
        Vector256<double> steps = Vector256.Create(0.0, 1, 2, 3);
        for (int i = 0; i < count; i += Vector256<double>.Count)
        {
            Vector256<double> column = steps + Vector256.Create((double)(x + i));
            Vector256<double> scale = Vector256.Create(Unit) / ((column * toSource.G) + Vector256.Create(startW));
            Round(((column * toSource.A) + Vector256.Create(startX)) * scale).Store(across + i);
            Round(((column * toSource.D) + Vector256.Create(startY)) * scale).Store(down + i);
        }
    }

    private static Vector128<int> Round(Vector256<double> value) => Avx.IsSupported
        ? Avx.ConvertToVector128Int32(value)
        : Vector128.Create(Whole(value[0]), Whole(value[1]), Whole(value[2]), Whole(value[3]));

    // The result of the processor's own conversion when the number does not fit.
    private static int Whole(double value) => Math.Abs(value) < int.MaxValue ? (int)Math.Round(value) : int.MinValue;
}
