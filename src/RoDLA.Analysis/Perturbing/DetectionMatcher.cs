using RoDLA.Analysis.Metrics;

namespace RoDLA.Analysis.Perturbing;

/// <summary>Finds the clean page's detections again on the perturbed page.</summary>
internal static class DetectionMatcher
{
    /// <summary>Least overlap of a match.</summary>
    public const float IouThreshold = 0.5f;

    /// <summary>Matches greedily, as <see cref="CleanComparison"/> says.</summary>
    /// <param name="clean">On the clean page, most confident first.</param>
    /// <param name="perturbed">On the perturbed page, most confident first.</param>
    /// <param name="transform">How points moved; null when they did not.</param>
    /// <param name="summary">Figures of <paramref name="clean"/>.</param>
    public static CleanComparison Compare(
        IReadOnlyList<LayoutElement> clean, IReadOnlyList<LayoutElement> perturbed, IPageTransform? transform, CoreSummary summary)
    {
        BoundingBox[] expected = [.. clean.Select(e => transform?.MapBox(e.Box) ?? e.Box)];
        bool[] taken = new bool[clean.Count];
        int survived = 0;
        double change = 0;
        double overlap = 0;
        foreach ((int match, int index, float iou) in DetectionPairs.Match(
            expected, [.. perturbed.Select(e => e.Box)], taken, IouThreshold, (i, j) => clean[i].ClassId == perturbed[j].ClassId))
        {
            survived++;
            change += perturbed[index].Confidence - clean[match].Confidence;
            overlap += iou;
        }

        return new CleanComparison(
            summary,
            [.. clean.Select(DetectionReport.From)],
            perturbed.Count,
            survived,
            clean.Count - survived,
            perturbed.Count - survived,
            Mean(survived, clean.Count),
            Mean(change, survived),
            Mean(overlap, survived),
            IouThreshold);
    }

    private static double? Mean(double sum, int count) => count == 0 ? null : Math.Round(sum / count, 4);
}
