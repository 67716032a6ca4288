namespace RoDLA.Analysis.Datasets;

/// <summary>
/// Moves annotations with their page: box and polygons, and with them the area, which is that of the polygons, or the box's where there are
/// none. Coordinates and areas have 3 decimals.
/// </summary>
internal static class AnnotationMover
{
    private const int Decimals = 3;

    /// <summary>A copy of <paramref name="annotation"/>, moved, without its id.</summary>
    /// <param name="annotation">An annotation of a COCO file; its box is x, y, width, height.</param>
    /// <param name="transform">How points moved; null when they did not.</param>
    public static JsonObject Move(JsonObject annotation, IPageTransform? transform)
    {
        var moved = (JsonObject)annotation.DeepClone();
        moved.Remove("id");
        BoundingBox box = MoveBox(Numbers(annotation["bbox"]!), transform);
        moved["bbox"] = Array([box.X1, box.Y1, box.Width, box.Height]);
        double area = (double)box.Width * box.Height;
        if (annotation["segmentation"] is JsonArray { Count: > 0 } rings)
        {
            Vector2[][] polygons = [.. rings.Select(r => Move(Numbers(r!), transform))];
            area = polygons.Sum(Area);
            if (transform is not null)
            {
                moved["segmentation"] = new JsonArray([.. polygons.Select(JsonNode (p) => Array(p.SelectMany(v => new[] { v.X, v.Y })))]);
            }
        }

        moved["area"] = Math.Round(area, Decimals);
        return moved;
    }

    private static BoundingBox MoveBox(float[] xywh, IPageTransform? transform)
    {
        BoundingBox box = new(xywh[0], xywh[1], xywh[0] + xywh[2], xywh[1] + xywh[3]);
        return transform?.MapBox(box) ?? box;
    }

    private static Vector2[] Move(float[] ring, IPageTransform? transform) =>
        [.. ring.Chunk(2).Select(p => new Vector2(p[0], p[1])).Select(point => transform?.MapPoint(point) ?? point)];

    /// <summary>The shoelace formula.</summary>
    private static double Area(Vector2[] polygon)
    {
        double twice = 0;
        for (int i = 0; i < polygon.Length; i++)
        {
            (Vector2 a, Vector2 b) = (polygon[i], polygon[(i + 1) % polygon.Length]);
            twice += ((double)a.X * b.Y) - ((double)b.X * a.Y);
        }

        return Math.Abs(twice) / 2;
    }

    private static float[] Numbers(JsonNode array) => [.. array.AsArray().Select(n => (float)n!.GetValue<double>())];

    private static JsonArray Array(IEnumerable<float> numbers) =>
        new([.. numbers.Select(JsonNode (n) => JsonValue.Create(Math.Round((double)n, Decimals)))]);
}
