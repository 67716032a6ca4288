using RoDLA.Perturbations.Memory;

namespace RoDLA.Perturbations.Geometry;

/// <summary>
/// How far each pixel of the new page was taken from: new(x, y) = old(x − dx, y − dy), row after row, in 32nds of a pixel, the
/// resolution of the sampling.
/// </summary>
internal sealed class DisplacementField(PageSize size) : IDisposable
{
    /// <summary>Steps of a pixel.</summary>
    public const int Unit = 32;

    public PageSize Size { get; } = size;

    public PooledBuffer<short> X { get; } = new(size.Pixels);

    public PooledBuffer<short> Y { get; } = new(size.Pixels);

    public void Dispose()
    {
        X.Dispose();
        Y.Dispose();
    }
}
