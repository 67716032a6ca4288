namespace RoDLA.Analysis.Evaluation.Reports;

/// <summary>A precision-recall curve at IoU 0.5.</summary>
/// <param name="Name">A class on the clean pages, or <c>clean</c>, <c>degree 1</c>, ...: the mean over the classes.</param>
/// <param name="Precision">Precision at recall 0, 0.05, ..., 1.</param>
public sealed record PrecisionSeries(string Name, IReadOnlyList<double> Precision);
