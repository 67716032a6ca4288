namespace RoDLA.Analysis.Metrics;

/// <summary>The documented estimates of mPE and mRD.</summary>
internal static class RodlaMetrics
{
    public const string Note =
        "Estimated from the confidences of this one page. These are not measurements: "
        + "a measured mPE or mRD needs labelled, perturbed pages.";

    public static RobustnessEstimate Of(in Moments confidence)
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
            new RobustnessInterpretation(EffectLevel(effect), DegradationLevel(degradation), RobustnessMetrics.Certainty(confidence.Mean)));
    }

    private static string EffectLevel(double effect) => effect switch
    {
        < MetricThresholds.LowPerturbationEffect => Levels.Low,
        < MetricThresholds.MediumPerturbationEffect => Levels.Medium,
        _ => Levels.High,
    };

    private static string DegradationLevel(double degradation) => degradation switch
    {
        < MetricThresholds.ExcellentDegradation => Levels.Excellent,
        < MetricThresholds.GoodDegradation => Levels.Good,
        _ => Levels.NeedsImprovement,
    };
}
