using RoDLA.Analysis.Evaluation.Coco;

namespace RoDLA.Analysis.Evaluation.Reports;

/// <summary>A page of a cell for the report: its picture, its truths, and its detections at the working threshold.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Size">Size of the page in the cell; the boxes are in its pixels.</param>
/// <param name="Jpeg">The picture, reduced; null when it could not be made again.</param>
/// <param name="Truth">The truths.</param>
/// <param name="Detections">The detections, best first.</param>
/// <param name="Matches">Index of the truth that each detection found; -1 for none.</param>
internal sealed record ShownPage(
    string Cell, PageSize Size, byte[]? Jpeg, IReadOnlyList<TruthBox> Truth, IReadOnlyList<DetectedBox> Detections, int[] Matches);
