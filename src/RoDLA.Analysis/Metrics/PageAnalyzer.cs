using System.Collections.ObjectModel;

namespace RoDLA.Analysis.Metrics;

/// <summary>
/// Computes every figure of the answer from one page's detections. Stateless and safe to share between threads; beyond its result it
/// allocates nothing that lasts.
/// </summary>
/// <remarks>
/// All arithmetic is in double. The inputs are the figures of a detection as the answer prints them: float32, derived values included
/// (centre, area, width / height), each read as the double nearest to its shortest round-trip decimal. So a reader can recompute every
/// figure from the answer. Results are finite, rounded half to even on the exact value; levels are decided before rounding.
/// </remarks>
public sealed class PageAnalyzer
{
    private static readonly PageAnalysis Nothing =
        new(CoreMetrics.Nothing, ReadOnlyDictionary<string, ClassAnalysis>.Empty, null, null, null, null, null, null);

    /// <summary>Analyses the detections of one page, in any order.</summary>
    /// <param name="elements">Detections with X1 ≤ X2 and Y1 ≤ Y2, in pixels of the page; what juts out counts except in the union.</param>
    /// <param name="page">Size of the page, at least 1×1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The page has no area.</exception>
    /// <exception cref="ArgumentException">A coordinate or confidence is NaN or infinite.</exception>
    public PageAnalysis Analyze(IReadOnlyList<LayoutElement> elements, PageSize page)
    {
        ArgumentNullException.ThrowIfNull(elements);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(page.Width, nameof(page));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(page.Height, nameof(page));
        if (elements.Count == 0)
        {
            return Nothing;
        }

        int length = PageColumns.BlockLength(elements.Count);
        double[] block = ArrayPool<double>.Shared.Rent(length);
        try
        {
            return Analyze(elements, PageColumns.Read(elements, block.AsSpan(0, length)), page);
        }
        finally
        {
            ArrayPool<double>.Shared.Return(block);
        }
    }

    private static PageAnalysis Analyze(IReadOnlyList<LayoutElement> elements, in PageColumns columns, PageSize page)
    {
        Moments confidence = Moments.Of(columns.Confidences);
        PairwiseMeasures pairs = PairwiseMeasures.Of(columns, columns.Scratch, columns.Flags);
        OrderedDictionary<string, ClassAnalysis> classes = ClassMetrics.Of(columns, elements);
        return new PageAnalysis(
            CoreMetrics.Of(columns, classes.Count, confidence, page),
            classes,
            ConfidenceMetrics.Of(columns, confidence),
            RobustnessMetrics.Estimate(confidence),
            RobustnessMetrics.Of(columns, confidence),
            SpatialMetrics.Of(columns, pairs, page),
            ComplexityMetrics.Of(columns.Count, classes.Count, pairs, page),
            DetectionQuality.Of(columns, pairs));
    }
}
