namespace RoDLA.Analysis.Metrics;

/// <summary>Pairs the boxes of two results of one page.</summary>
internal static class DetectionPairs
{
    /// <summary>
    /// Each box of the second result, in its order, takes the free box of the first that it overlaps most, of those that it may take.
    /// </summary>
    /// <param name="first">Boxes of the first result.</param>
    /// <param name="second">Boxes of the second result, most confident first.</param>
    /// <param name="taken">Whether each box of the first result is taken; those that are taken now are marked.</param>
    /// <param name="threshold">Least IoU of a pair.</param>
    /// <param name="mayPair">Whether a box of the first result and one of the second, by their indices, may be a pair.</param>
    public static IEnumerable<(int First, int Second, float Iou)> Match(
        IReadOnlyList<BoundingBox> first, IReadOnlyList<BoundingBox> second, bool[] taken, float threshold, Func<int, int, bool> mayPair)
    {
        for (int j = 0; j < second.Count; j++)
        {
            int match = -1;
            float best = 0;
            for (int i = 0; i < first.Count; i++)
            {
                if (!taken[i] && mayPair(i, j) && second[j].IoU(first[i]) is var iou && iou >= threshold && iou > best)
                {
                    (match, best) = (i, iou);
                }
            }

            if (match >= 0)
            {
                taken[match] = true;
                yield return (match, j, best);
            }
        }
    }
}
