namespace RoDLA.Detection.Merging;

/// <summary>
/// Merges boxes of one class that match: the most confident box takes those that match what it has become, then the next of the rest. So
/// does SAHI (<c>GreedyNMMPostprocess</c>, <c>NMSPostprocess</c>), but once: here it is repeated until no two match, so that no part is
/// left inside a box that grew over it. A box that grows keeps its class and confidence.
/// </summary>
internal static class BoxMerge
{
    /// <summary>Merges the detections of a page.</summary>
    /// <param name="elements">In any order.</param>
    /// <param name="settings">Method, metric and threshold.</param>
    /// <returns>Most confident first.</returns>
    public static List<LayoutElement> Merge(IEnumerable<LayoutElement> elements, SliceSettings settings)
    {
        List<LayoutElement> merged = [.. elements.OrderByDescending(element => element.Confidence)];
        int before;
        do
        {
            before = merged.Count;
            merged = MergeOnce(merged, settings);
        }
        while (merged.Count < before);
        return merged;
    }

    private static List<LayoutElement> MergeOnce(List<LayoutElement> rest, SliceSettings settings)
    {
        List<LayoutElement> merged = new(rest.Count);
        while (rest.Count > 0)
        {
            LayoutElement best = rest[0];
            BoundingBox box = best.Box;
            List<LayoutElement> others = new(rest.Count - 1);
            foreach (LayoutElement other in rest.Skip(1))
            {
                if (other.ClassId != best.ClassId || !IsMatch(box, other.Box, settings))
                {
                    others.Add(other);
                }
                else if (settings.Merge == SliceMerge.GreedyNmm)
                {
                    box = box.Union(other.Box);
                }
            }

            merged.Add(best with { Box = box });
            rest = others;
        }

        return merged;
    }

    private static bool IsMatch(BoundingBox a, BoundingBox b, SliceSettings settings) => settings.MatchThreshold
        <= (settings.Metric == MatchMetric.Iou ? a.IoU(b) : Math.Max(a.ShareInside(b), b.ShareInside(a)));
}
