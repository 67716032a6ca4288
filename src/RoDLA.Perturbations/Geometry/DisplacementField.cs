using RoDLA.Imaging;
using RoDLA.Perturbations.Memory;

namespace RoDLA.Perturbations.Geometry;

/// <summary>How far each pixel of the new page was taken from: new(x, y) = old(x − dx, y − dy), in pixels, row after row.</summary>
internal sealed class DisplacementField(PageSize size) : IDisposable
{
    public PageSize Size { get; } = size;

    public PooledBuffer<float> X { get; } = new(size.Pixels);

    public PooledBuffer<float> Y { get; } = new(size.Pixels);

    public void Dispose()
    {
        X.Dispose();
        Y.Dispose();
    }
}
