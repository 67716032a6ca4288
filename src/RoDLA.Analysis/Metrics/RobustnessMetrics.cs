namespace RoDLA.Analysis.Metrics;

/// <summary>Stability and consistency of the confidences, and the documented estimates of mPE and mRD from them.</summary>
internal static class RobustnessMetrics
{
    private const string Note =
        "Estimated from the confidences of this one page. These are not measurements: "
        + "a measured mPE or mRD needs labelled, perturbed pages.";

    /// <summary>The answer's <c>rodla_metrics</c>.</summary>
    public static RobustnessEstimate Estimate(in Moments confidence)
    {
        double range = confidence.Max - confidence.Min;
        double effect = (100 * confidence.Std) + (50 * range);
        double lost = Math.Max(0, (MetricThresholds.CleanConfidence - confidence.Mean) * 100);
        double degradation = effect == 0 ? 0 : 100 * lost / Math.Max(effect, 1);
        return new RobustnessEstimate(
            Note,
            Rounding.Round(effect, 2),
            Rounding.Round(degradation, 2),
            Rounding.Round(confidence.Std, 4),
            Rounding.Round(range, 4),
            Rounding.Round(Math.Clamp((1 - (degradation / 200)) * 100, 0, 100), 2),
            new RobustnessInterpretation(
                Levels.Of(
                    effect,
                    (MetricThresholds.LowPerturbationEffect, Levels.Low),
                    (MetricThresholds.MediumPerturbationEffect, Levels.Medium),
                    Levels.High),
                Levels.Of(
                    degradation,
                    (MetricThresholds.ExcellentDegradation, Levels.Excellent),
                    (MetricThresholds.GoodDegradation, Levels.Good),
                    Levels.NeedsImprovement),
                Certainty(confidence.Mean)));
    }

    /// <summary>The answer's <c>robustness_indicators</c>.</summary>
    public static RobustnessIndicators Of(in PageColumns columns, in Moments confidence)
    {
        double variation = confidence.CoefficientOfVariation;
        double high = (double)ConfidenceMetrics.AtLeast(columns.SortedConfidences, MetricThresholds.HighConfidence) / columns.Count;
        double score = (confidence.Mean * 40) + ((1 - variation) * 30) + (high * 30);
        return new RobustnessIndicators(
            Rounding.Round(Math.Clamp((1 - variation) * 100, 0, 100), 2),
            Rounding.Round(variation, 4),
            Rounding.Round(high, 4),
            Levels.Of(
                variation,
                (MetricThresholds.StableVariation, Levels.High),
                (MetricThresholds.ModerateVariation, Levels.Medium),
                Levels.Low),
            Certainty(confidence.Mean),
            new RobustnessRating(Rating(score), Rounding.Round(score, 2)));
    }

    private static string Certainty(double meanConfidence) => meanConfidence switch
    {
        > MetricThresholds.HighConfidence => Levels.High,
        > MetricThresholds.MediumConfidence => Levels.Medium,
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
