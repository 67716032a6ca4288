namespace RoDLA.Detection;

/// <summary>One detection: an element of the page's layout.</summary>
/// <param name="ClassId">Index in the model's class list.</param>
/// <param name="ClassName">Name in the model's class list.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Box">Where it is, in pixels of the full page.</param>
public sealed record LayoutElement(int ClassId, string ClassName, float Confidence, BoundingBox Box)
{
    /// <summary>Position in the reading order of the page, from 0; -1 until it is known.</summary>
    public int ReadingOrder { get; init; } = -1;

    /// <summary>Position in the reading order that the model itself gives; null when it gives none.</summary>
    public int? ModelOrder { get; init; }
}
