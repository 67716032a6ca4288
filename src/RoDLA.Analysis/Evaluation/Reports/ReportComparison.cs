namespace RoDLA.Analysis.Evaluation.Reports;

/// <summary>Two reports on the same pages, compared by a paired bootstrap over the pages.</summary>
/// <param name="Own">The model of this report.</param>
/// <param name="Other">The model of the other report.</param>
/// <param name="Pages">Pages of both.</param>
/// <param name="Resamples">Number of resampled sets.</param>
/// <param name="Figures">The main figures.</param>
/// <param name="Perturbations">Mean mAP of each perturbation.</param>
/// <param name="Classes">AP of each class on the clean pages.</param>
public sealed record ReportComparison(
    EvaluatedModel Own,
    EvaluatedModel Other,
    int Pages,
    int Resamples,
    IReadOnlyList<MetricDifference> Figures,
    IReadOnlyList<MetricDifference> Perturbations,
    IReadOnlyList<MetricDifference> Classes);
