namespace RoDLA.Perturbations.Geometry;

/// <summary>
/// How points of a page move. Valid until the result or outcome that holds it is disposed. Coordinates are those of pixel edges: the
/// centre of the first pixel is (0.5, 0.5).
/// </summary>
public interface IPageTransform
{
    /// <summary>Size of the new page.</summary>
    PageSize Size { get; }

    /// <summary>Where a point of the old page lies on the new one; it may lie outside.</summary>
    Vector2 MapPoint(Vector2 point);

    /// <summary>The upright box around the four moved corners, clipped as the mode requires.</summary>
    BoundingBox MapBox(BoundingBox box);
}
