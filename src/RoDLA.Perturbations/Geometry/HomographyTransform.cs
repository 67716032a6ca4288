namespace RoDLA.Perturbations.Geometry;

/// <summary>A page moved by a projective map.</summary>
/// <param name="map">From the old page to the new.</param>
/// <param name="size">Size of the new page.</param>
/// <param name="clip">Size that boxes are clipped to; null for no clipping.</param>
internal sealed class HomographyTransform(Homography map, PageSize size, PageSize? clip) : IPageTransform
{
    public PageSize Size { get; } = size;

    public Vector2 MapPoint(Vector2 point) => map.Map(point);

    public BoundingBox MapBox(BoundingBox box) => BoxMapping.AroundCorners(box, map.Map, clip);
}
