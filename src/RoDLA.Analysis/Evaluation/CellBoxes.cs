using RoDLA.Analysis.Metrics;

namespace RoDLA.Analysis.Evaluation;

/// <summary>Truths and detections of one page in one cell of an evaluation.</summary>
/// <param name="Cell">The cell: <c>clean</c> or <c>rotation:2</c>.</param>
/// <param name="Width">Pixels across; the boxes are in pixels of the page as it is in the cell.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="F1">F1 at IoU 0.5; null when the page has no figures.</param>
/// <param name="Truths">What should be found.</param>
/// <param name="Detections">What was found, best first.</param>
public sealed record CellBoxes(
    string Cell, int Width, int Height, double? F1, IReadOnlyList<CellBox> Truths, IReadOnlyList<CellBox> Detections)
{
    /// <summary>Why the page has no figures in the cell; absent when it has.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Error { get; init; }
}

/// <summary>A truth or a detection.</summary>
/// <param name="ClassName">Its class.</param>
/// <param name="Bbox">Where it is, in pixels.</param>
/// <param name="IsMatched">Whether a detection has its truth of the same class with an IoU of at least 0.5, and a truth its detection.</param>
public sealed record CellBox(string ClassName, BoundingBoxReport Bbox, bool IsMatched)
{
    /// <summary>Confidence of a detection, 0 to 1; absent for a truth.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Confidence { get; init; }
}
