using RoDLA.Analysis.Evaluation.Coco;

namespace RoDLA.Analysis.Evaluation.Figures;

/// <summary>F1 of single pages at IoU 0.5.</summary>
internal static class PageScores
{
    /// <summary>F1 of the detections with a score of at least a threshold; 1 when there is nothing and nothing was found.</summary>
    public static double F1(EvaluatedPage page, double threshold)
    {
        ErrorSplit split = ErrorSplit.Of(page, threshold);
        int wrong = split.Localisation + split.Class + split.Duplicate + split.Background + split.Both;
        int truths = page.Truth.Count(t => !t.IsIgnored);
        return split.Correct + wrong + truths == 0 ? 1 : 2.0 * split.Correct / (split.Correct + wrong + truths);
    }
}
