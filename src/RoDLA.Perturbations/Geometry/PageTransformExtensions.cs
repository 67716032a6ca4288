namespace RoDLA.Perturbations.Geometry;

/// <summary>Moves whole polygons and lists of boxes.</summary>
public static class PageTransformExtensions
{
    /// <summary>Every vertex moved; polygons are not clipped.</summary>
    public static Vector2[] MapPolygon(this IPageTransform transform, IReadOnlyList<Vector2> polygon)
    {
        ArgumentNullException.ThrowIfNull(transform);
        ArgumentNullException.ThrowIfNull(polygon);
        return [.. polygon.Select(transform.MapPoint)];
    }

    /// <summary>Every box moved.</summary>
    public static BoundingBox[] MapBoxes(this IPageTransform transform, IReadOnlyList<BoundingBox> boxes)
    {
        ArgumentNullException.ThrowIfNull(transform);
        ArgumentNullException.ThrowIfNull(boxes);
        return [.. boxes.Select(transform.MapBox)];
    }
}
