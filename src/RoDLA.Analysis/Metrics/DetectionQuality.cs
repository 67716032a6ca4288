namespace RoDLA.Analysis.Metrics;

/// <summary>How clean the detections look: overlaps and evenness of size.</summary>
internal static class DetectionQuality
{
    public static QualityMetrics Of(in PageColumns columns, in PairwiseMeasures pairs)
    {
        double overlap = 100.0 * pairs.OverlappingPairs / columns.Count;
        double variation = Moments.Of(columns.Areas).CoefficientOfVariation;
        double score = ((1 - Math.Min(overlap / 100, 1)) * 50) + ((1 - Math.Min(variation, 1)) * 50);
        return new QualityMetrics(
            new OverlapAnalysis(
                pairs.OverlappingPairs,
                Rounding.Round(overlap, 2),
                Rounding.Round(100.0 * pairs.OverlappingDetections / columns.Count, 2),
                Rounding.Round(pairs.MeanIou, 4)),
            new SizeConsistency(
                Rounding.Round(variation, 4),
                Levels.Of(
                    variation, (MetricThresholds.ConsistentSizes, Levels.High), (MetricThresholds.VariedSizes, Levels.Medium), Levels.Low)),
            Rounding.Round(score, 2));
    }
}
