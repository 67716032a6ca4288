namespace RoDLA.Analysis.Evaluation.Figures;

/// <summary>Precision, recall and F1 of the detections with a score of at least a threshold, at IoU 0.5; 0 to 1.</summary>
/// <param name="Threshold">Least score.</param>
/// <param name="Precision">Share of the detections that found a truth.</param>
/// <param name="Recall">Share of the truths that were found.</param>
/// <param name="F1">Harmonic mean of both.</param>
public sealed record ScorePoint(double Threshold, double Precision, double Recall, double F1)
{
    /// <summary>The point of counts.</summary>
    internal static ScorePoint Of(double threshold, int found, int wrong, int truths) => new(
        threshold,
        found + wrong == 0 ? 0 : (double)found / (found + wrong),
        truths == 0 ? 0 : (double)found / truths,
        found + wrong + truths == 0 ? 0 : 2.0 * found / (found + wrong + truths));
}
