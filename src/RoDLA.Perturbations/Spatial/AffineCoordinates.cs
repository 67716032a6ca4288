using RoDLA.Perturbations.Geometry;
using RoDLA.Perturbations.Memory;

namespace RoDLA.Perturbations.Spatial;

/// <summary>
/// Positions under an affine map in fixed point: steps along the row in 1024ths of a pixel, sums rounded to 32nds, as in the version of
/// OpenCV that made the benchmark's pages.
/// </summary>
internal sealed unsafe class AffineCoordinates : IRowCoordinates, IDisposable
{
    private const int Unit = 1024;
    private const int Shift = 5;
    private const int Half = 1 << (Shift - 1);

    private readonly Homography _toSource;
    private readonly PooledBuffer<int> _across;
    private readonly PooledBuffer<int> _down;

    public AffineCoordinates(Homography toSource, int width)
    {
        _toSource = toSource;
        _across = new PooledBuffer<int>(width + IRowCoordinates.Overrun);
        _down = new PooledBuffer<int>(width + IRowCoordinates.Overrun);
        for (int x = 0; x < _across.Length; x++)
        {
            _across.Span[x] = (int)Math.Round(toSource.A * x * Unit);
            _down.Span[x] = (int)Math.Round(toSource.D * x * Unit);
        }
    }

    public void Fill(int y, int x, int count, int* across, int* down)
    {
        int startX = (int)Math.Round(((_toSource.B * y) + _toSource.C) * Unit) + Half;
        int startY = (int)Math.Round(((_toSource.E * y) + _toSource.F) * Unit) + Half;
        fixed (int* stepsAcross = _across.Span, stepsDown = _down.Span)
        {
            for (int i = 0; i < count; i += Vector256<int>.Count)
            {
                ((Vector256.Load(stepsAcross + x + i) + Vector256.Create(startX)) >> Shift).Store(across + i);
                ((Vector256.Load(stepsDown + x + i) + Vector256.Create(startY)) >> Shift).Store(down + i);
            }
        }
    }

    public void Dispose()
    {
        _across.Dispose();
        _down.Dispose();
    }
}
