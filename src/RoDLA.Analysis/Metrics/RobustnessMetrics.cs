namespace RoDLA.Analysis.Metrics;

/// <summary>Stability and consistency of the confidences.</summary>
internal static class RobustnessMetrics
{
    public static RobustnessIndicators Of(in PageColumns columns, in Moments confidence)
    {
        double variation = confidence.CoefficientOfVariation;
        double high = (double)ConfidenceMetrics.AtLeast(columns.SortedConfidences, MetricThresholds.HighConfidence) / columns.Count;
        double score = (confidence.Mean * 40) + ((1 - variation) * 30) + (high * 30);
        return new RobustnessIndicators(
            Rounding.Round(Math.Clamp((1 - variation) * 100, 0, 100), 2),
            Rounding.Round(variation, 4),
            Rounding.Round(high, 4),
            Consistency(variation),
            Certainty(confidence.Mean),
            new RobustnessRating(Rating(score), Rounding.Round(score, 2)));
    }

    /// <summary>high, medium or low by mean confidence.</summary>
    public static string Certainty(double meanConfidence) => meanConfidence switch
    {
        > MetricThresholds.HighConfidence => Levels.High,
        > MetricThresholds.MediumConfidence => Levels.Medium,
        _ => Levels.Low,
    };

    private static string Consistency(double variation) => variation switch
    {
        < MetricThresholds.StableVariation => Levels.High,
        < MetricThresholds.ModerateVariation => Levels.Medium,
        _ => Levels.Low,
    };

    private static string Rating(double score) => score switch
    {
        >= MetricThresholds.ExcellentRating => Levels.Excellent,
        >= MetricThresholds.GoodRating => Levels.Good,
        >= MetricThresholds.FairRating => Levels.Fair,
        _ => Levels.Poor,
    };
}
