namespace RoDLA.Perturbations.Geometry;

/// <summary>Several transforms in order. A box is mapped to a box by each, as if each were applied by itself.</summary>
internal sealed class ComposedTransform(IReadOnlyList<IPageTransform> parts) : IPageTransform, IDisposable
{
    public PageSize Size => parts[^1].Size;

    public Vector2 MapPoint(Vector2 point) => parts.Aggregate(point, (moved, part) => part.MapPoint(moved));

    public BoundingBox MapBox(BoundingBox box) => parts.Aggregate(box, (moved, part) => part.MapBox(moved));

    public void Dispose()
    {
        foreach (IPageTransform part in parts)
        {
            (part as IDisposable)?.Dispose();
        }
    }
}
