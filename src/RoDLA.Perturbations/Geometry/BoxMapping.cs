namespace RoDLA.Perturbations.Geometry;

/// <summary>The benchmark's rule for boxes: move the corners, take the upright box around them, clip it or not.</summary>
internal static class BoxMapping
{
    public static BoundingBox AroundCorners(BoundingBox box, Func<Vector2, Vector2> map, PageSize? clip)
    {
        Vector2 a = map(new Vector2(box.X1, box.Y1));
        Vector2 b = map(new Vector2(box.X2, box.Y1));
        Vector2 c = map(new Vector2(box.X2, box.Y2));
        Vector2 d = map(new Vector2(box.X1, box.Y2));
        Vector2 low = Vector2.Min(Vector2.Min(a, b), Vector2.Min(c, d));
        Vector2 high = Vector2.Max(Vector2.Max(a, b), Vector2.Max(c, d));
        if (clip is { } page)
        {
            var corner = new Vector2(page.Width, page.Height);
            low = Vector2.Clamp(low, Vector2.Zero, corner);
            high = Vector2.Clamp(high, Vector2.Zero, corner);
        }

        return new BoundingBox(low.X, low.Y, high.X, high.Y);
    }
}
