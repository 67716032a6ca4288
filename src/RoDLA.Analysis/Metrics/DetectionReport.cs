namespace RoDLA.Analysis.Metrics;

/// <summary>One detection as clients see it; every figure of the analysis is computed from these values.</summary>
/// <param name="ClassId">Index in the class list of the model, or of DocLayNet where `classes` asked for it.</param>
/// <param name="ClassName">Name in that list.</param>
/// <param name="Bbox">Where it is.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Area">Square pixels.</param>
/// <param name="AspectRatio">Width / height.</param>
public sealed record DetectionReport(
    int ClassId, string ClassName, BoundingBoxReport Bbox, float Confidence, float Area, float AspectRatio)
{
    /// <summary>Position in the reading order of the page, from 0.</summary>
    public int ReadingOrder { get; init; } = -1;

    /// <summary>Position in the reading order that the model itself gives, from 0; absent when it gives none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? ModelReadingOrder { get; init; }

    /// <summary>Text in the box; absent when it was not asked for, or there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Text { get; init; }

    /// <summary>Words of the text, line by line; absent when there is no text.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<IReadOnlyList<WordReport>>? Lines { get; init; }

    /// <summary>Rows of cells of a ruled table; absent for others, and when text was not asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<IReadOnlyList<string>>? Cells { get; init; }

    /// <summary>The client's view of <paramref name="element"/>.</summary>
    public static DetectionReport From(LayoutElement element)
    {
        BoundingBox box = element.Box;
        return new DetectionReport(
            element.ClassId,
            element.ClassName,
            new BoundingBoxReport(box.X1, box.Y1, box.X2, box.Y2, box.Width, box.Height, box.CenterX, box.CenterY),
            element.Confidence,
            box.Area,
            Metrics.AspectRatio.Of(box))
        {
            ReadingOrder = element.ReadingOrder,
            ModelReadingOrder = element.ModelOrder,
        };
    }
}
