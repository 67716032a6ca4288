using RoDLA.Analysis.Exports;
using RoDLA.Analysis.Metrics;

namespace RoDLA.Analysis.Comparison;

/// <summary>
/// Compares two results of one page. First each detection of the second result, most confident first, takes the free one of the first of
/// its class that it overlaps most; then those that are left take one of another class. Classes are compared by name, in any case, since
/// two models may number them differently.
/// </summary>
public static class PageComparer
{
    /// <summary>Least IoU of a pair, when a request names none.</summary>
    public const float DefaultIou = 0.5f;

    /// <summary>A pair of one class with a smaller IoU has moved.</summary>
    public const double SamePlaceIou = 0.9;

    /// <summary>Compares.</summary>
    /// <param name="first">The first result.</param>
    /// <param name="second">The second result.</param>
    /// <param name="iou">Least IoU of a pair, 0 to 1.</param>
    /// <returns>A change for each detection of the first result, in its order; then those that were gained.</returns>
    public static IReadOnlyList<DetectionChange> Compare(StoredReport first, StoredReport second, float iou)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        (IReadOnlyList<StoredDetection> before, IReadOnlyList<StoredDetection> after) = (first.AllDetections, second.AllDetections);
        BoundingBox[] firstBoxes = Boxes(before);
        BoundingBox[] secondBoxes = Boxes(after);
        bool[] taken = new bool[before.Count];
        (int Second, float Iou)[] pairs = new (int, float)[before.Count];
        bool[] found = new bool[after.Count];
        foreach (bool isSameClass in new[] { true, false })
        {
            foreach ((int i, int j, float overlap) in DetectionPairs.Match(firstBoxes, secondBoxes, taken, iou, MayPair))
            {
                (pairs[i], found[j]) = ((j, overlap), true);
            }

            bool MayPair(int i, int j) => !found[j] && IsSame(before[i], after[j]) == isSameClass;
        }

        return
        [
            .. before.Select((detection, i) => taken[i]
                ? Pair(detection, after[pairs[i].Second], pairs[i].Iou)
                : new DetectionChange(DetectionOutcome.Lost, detection, null, null)),
            .. after.Where((_, j) => !found[j]).Select(detection => new DetectionChange(DetectionOutcome.Gained, null, detection, null)),
        ];
    }

    private static DetectionChange Pair(StoredDetection first, StoredDetection second, float iou)
    {
        double rounded = Math.Round(iou, 4);
        DetectionOutcome outcome = !IsSame(first, second) ? DetectionOutcome.ClassChanged
            : rounded >= SamePlaceIou ? DetectionOutcome.Matched
            : DetectionOutcome.Moved;
        return new DetectionChange(outcome, first, second, rounded);
    }

    private static bool IsSame(StoredDetection first, StoredDetection second) =>
        first.ClassName.Equals(second.ClassName, StringComparison.OrdinalIgnoreCase);

    private static BoundingBox[] Boxes(IReadOnlyList<StoredDetection> detections) =>
        [.. detections.Select(d => new BoundingBox((float)d.Bbox.X1, (float)d.Bbox.Y1, (float)d.Bbox.X2, (float)d.Bbox.Y2))];
}
