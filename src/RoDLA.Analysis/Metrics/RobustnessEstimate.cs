namespace RoDLA.Analysis.Metrics;

/// <summary>
/// The answer's <c>rodla_metrics</c>: estimates of the RoDLA paper's mPE and mRD from one page's confidences. They are no measurement:
/// a measured mRD needs labelled, perturbed pages.
/// </summary>
/// <param name="Note">Says that these are estimates.</param>
/// <param name="EstimatedMpe">100·std + 50·range of the confidences, 2 decimals.</param>
/// <param name="EstimatedMrd">100·degradation / max(mPE, 1), degradation = max(0, (0.85 − mean)·100); 0 when mPE is 0; 2 decimals.</param>
/// <param name="ConfidenceStd">Population standard deviation, 4 decimals.</param>
/// <param name="ConfidenceRange">Max − min, 4 decimals.</param>
/// <param name="RobustnessScore">(1 − mRD/200)·100 within 0..100, 2 decimals.</param>
/// <param name="Interpretation">The figures in words.</param>
public sealed record RobustnessEstimate(
    string Note,
    [property: JsonPropertyName("estimated_mPE")] double EstimatedMpe,
    [property: JsonPropertyName("estimated_mRD")] double EstimatedMrd,
    double ConfidenceStd,
    double ConfidenceRange,
    double RobustnessScore,
    RobustnessInterpretation Interpretation);

/// <summary>The estimates in words.</summary>
/// <param name="MpeLevel">low, medium or high.</param>
/// <param name="MrdLevel">excellent, good or needs_improvement.</param>
/// <param name="OverallRobustness">high, medium or low.</param>
public sealed record RobustnessInterpretation(
    [property: JsonPropertyName("mPE_level")] string MpeLevel,
    [property: JsonPropertyName("mRD_level")] string MrdLevel,
    string OverallRobustness);
