namespace RoDLA.Analysis.Evaluation.Reports;

/// <summary>One perturbation, over its degrees.</summary>
/// <param name="Type">Its name.</param>
/// <param name="Category">Its group.</param>
/// <param name="Map">Mean mAP of its degrees, 0 to 1.</param>
/// <param name="Map50">Mean AP at IoU 0.50 of its degrees, 0 to 1.</param>
/// <param name="Relative"><paramref name="Map"/> / clean mAP.</param>
/// <param name="Effects">mPE of each of its degrees, 0 to 100; null where the table has none.</param>
/// <param name="Degradation">RD: its share of mRD.</param>
/// <param name="Degrees">Its cells.</param>
public sealed record PerturbationFigures(
    string Type,
    string Category,
    double? Map,
    double? Map50,
    double? Relative,
    IReadOnlyList<double?> Effects,
    double? Degradation,
    IReadOnlyList<CellFigures> Degrees);
