using RoDLA.Analysis.Evaluation.Figures;

namespace RoDLA.Analysis.Evaluation.Reports;

/// <summary>One class.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Boxes">Truths on the clean pages.</param>
/// <param name="Ap">AP on the clean pages, 0 to 1; null without truths.</param>
/// <param name="Ap50">AP at IoU 0.50 on the clean pages.</param>
/// <param name="PAvg">Mean AP over the perturbations, each the mean of its degrees.</param>
/// <param name="Working">Precision, recall and F1 on the clean pages at the working threshold.</param>
/// <param name="Best">The point of the class's greatest F1 on the clean pages.</param>
public sealed record ClassFigures(
    string Name, int Boxes, double? Ap, double? Ap50, double? PAvg, ScorePoint Working, ScorePoint Best);
