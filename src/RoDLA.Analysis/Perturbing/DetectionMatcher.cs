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
        foreach (LayoutElement element in perturbed)
        {
            if (Best(element, clean, expected, taken, out float iou) is { } match)
            {
                taken[match] = true;
                survived++;
                change += element.Confidence - clean[match].Confidence;
                overlap += iou;
            }
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

    private static int? Best(
        LayoutElement element, IReadOnlyList<LayoutElement> clean, BoundingBox[] expected, bool[] taken, out float best)
    {
        int? match = null;
        best = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            if (taken[i] || clean[i].ClassId != element.ClassId)
            {
                continue;
            }

            float iou = element.Box.IoU(expected[i]);
            if (iou >= IouThreshold && iou > best)
            {
                (match, best) = (i, iou);
            }
        }

        return match;
    }

    private static double? Mean(double sum, int count) => count == 0 ? null : Math.Round(sum / count, 4);
}
