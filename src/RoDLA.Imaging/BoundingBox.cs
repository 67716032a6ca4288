namespace RoDLA.Imaging;

/// <summary>Axis-aligned box in pixels of a page; the right and bottom edges are not part of it.</summary>
/// <param name="X1">Left edge.</param>
/// <param name="Y1">Top edge.</param>
/// <param name="X2">Right edge.</param>
/// <param name="Y2">Bottom edge.</param>
public readonly record struct BoundingBox(float X1, float Y1, float X2, float Y2)
{
    /// <summary>Pixels across.</summary>
    public float Width => X2 - X1;

    /// <summary>Pixels down.</summary>
    public float Height => Y2 - Y1;

    /// <summary>Horizontal middle.</summary>
    public float CenterX => (X1 + X2) / 2;

    /// <summary>Vertical middle.</summary>
    public float CenterY => (Y1 + Y2) / 2;

    /// <summary>Square pixels.</summary>
    public float Area => Width * Height;

    /// <summary>Intersection over union, 0 (apart) to 1 (same); 0 when both are empty.</summary>
    public float IoU(BoundingBox other)
    {
        float intersection = Intersection(other);
        return intersection > 0 ? intersection / (Area + other.Area - intersection) : 0;
    }

    /// <summary>Share of this box that lies in another, 0 (none) to 1 (all of it); 0 when this is empty.</summary>
    public float ShareInside(BoundingBox other)
    {
        float intersection = Intersection(other);
        return intersection > 0 ? intersection / Area : 0;
    }

    /// <summary>The smallest box that holds both.</summary>
    public BoundingBox Union(BoundingBox other) =>
        new(MathF.Min(X1, other.X1), MathF.Min(Y1, other.Y1), MathF.Max(X2, other.X2), MathF.Max(Y2, other.Y2));

    private float Intersection(BoundingBox other)
    {
        float width = MathF.Min(X2, other.X2) - MathF.Max(X1, other.X1);
        float height = MathF.Min(Y2, other.Y2) - MathF.Max(Y1, other.Y1);
        return width > 0 && height > 0 ? width * height : 0;
    }
}
