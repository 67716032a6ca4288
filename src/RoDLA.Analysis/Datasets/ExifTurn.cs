namespace RoDLA.Analysis.Datasets;

/// <summary>Turns annotations of an image as it is stored to its upright page.</summary>
/// <param name="orientation">EXIF orientation, 1 to 8.</param>
/// <param name="stored">Size of the stored image.</param>
internal sealed class ExifTurn(int orientation, PageSize stored) : IPageTransform
{
    public PageSize Size { get; } = orientation >= 5 ? new PageSize(stored.Height, stored.Width) : stored;

    public Vector2 MapPoint(Vector2 point)
    {
        Vector2 mirrored = new Vector2(stored.Width, stored.Height) - point;
        return orientation switch
        {
            2 => new Vector2(mirrored.X, point.Y),
            3 => mirrored,
            4 => new Vector2(point.X, mirrored.Y),
            5 => new Vector2(point.Y, point.X),
            6 => new Vector2(mirrored.Y, point.X),
            7 => new Vector2(mirrored.Y, mirrored.X),
            8 => new Vector2(point.Y, mirrored.X),
            _ => point,
        };
    }

    public BoundingBox MapBox(BoundingBox box)
    {
        Vector2 a = MapPoint(new Vector2(box.X1, box.Y1));
        Vector2 b = MapPoint(new Vector2(box.X2, box.Y2));
        (Vector2 low, Vector2 high) = (Vector2.Min(a, b), Vector2.Max(a, b));
        return new BoundingBox(low.X, low.Y, high.X, high.Y);
    }
}
