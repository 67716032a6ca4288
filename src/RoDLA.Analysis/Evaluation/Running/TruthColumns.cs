using RoDLA.Analysis.Datasets;

namespace RoDLA.Analysis.Evaluation.Running;

/// <summary>Labels as the rows of <see cref="CellRecord.Truth"/>.</summary>
internal static class TruthColumns
{
    /// <summary>Kind of a truth that any number of detections may match, and that does not count.</summary>
    public const int Crowd = 1;

    /// <summary>Kind of a truth that does not count.</summary>
    public const int Ignored = 2;

    /// <summary>The row of a label.</summary>
    /// <param name="class">Index of its class.</param>
    /// <param name="annotation">Box, area and polygons.</param>
    /// <param name="isPerturbed">Whether the label goes with a perturbed page, as in a perturbed data set: its area is made anew.</param>
    /// <param name="transform">How points moved; null when they did not.</param>
    public static double[] Of(int @class, JsonObject annotation, bool isPerturbed, IPageTransform? transform)
    {
        JsonObject label = isPerturbed ? AnnotationMover.Move(annotation, transform) : annotation;
        double[] box = [.. label["bbox"]!.AsArray().Select(n => Number(n)!.Value)];
        double area = Number(label["area"]) ?? box[2] * box[3];
        int kind = Number(annotation["iscrowd"]) is > 0 ? Crowd : Number(annotation["difficult"]) is > 0 ? Ignored : 0;
        return [@class, .. box, area, kind];
    }

    private static double? Number(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue(out double number) ? number : null;
}
