using RoDLA.Analysis.Interpretation;
using RoDLA.Analysis.Json;
using RoDLA.Analysis.Metrics;
using RoDLA.Analysis.Perturbing;
using RoDLA.Analysis.Pictures;

namespace RoDLA.Analysis.Pipeline;

/// <summary>
/// The answer for one page, in the order that clients see it (keys in snake_case). Sections other than <c>core_results</c> are
/// <c>{}</c> when nothing was found.
/// </summary>
/// <param name="Success">True: a page that fails has no report.</param>
/// <param name="Timestamp">When the answer was made, UTC.</param>
/// <param name="Filename">Name of the upload.</param>
/// <param name="ImageInfo">The page that the model saw; a perturbed page may have another size than the upload.</param>
/// <param name="DetectionConfig">Settings in force.</param>
/// <param name="CoreResults">Summary and the 20 most confident detections.</param>
/// <param name="RodlaMetrics">Estimates of mPE and mRD.</param>
/// <param name="SpatialAnalysis">Where the detections lie.</param>
/// <param name="ClassAnalysis">Per class, by name.</param>
/// <param name="ConfidenceAnalysis">Spread of the confidences.</param>
/// <param name="RobustnessIndicators">Stability of the confidences.</param>
/// <param name="LayoutComplexity">How intricate the layout is.</param>
/// <param name="QualityMetrics">Overlaps and evenness.</param>
/// <param name="Visualizations">Chart name → PNG data URI, or the path of the file below <c>outputs/</c>; null for one that failed; empty when not
/// requested.</param>
/// <param name="Interpretation">The figures in plain words.</param>
/// <param name="AllDetections">Every detection, most confident first.</param>
/// <param name="ProcessingTimesMs">Where the time went.</param>
/// <param name="SavedPath">Where the answer was saved, below <c>outputs/</c>; absent when it was not.</param>
/// <param name="PerturbationInfo">What was done to the page before the detection; absent when none was requested.</param>
public sealed record PageReport(
    bool Success,
    DateTimeOffset Timestamp,
    string Filename,
    ImageDescription ImageInfo,
    DetectionConfig DetectionConfig,
    CoreResults CoreResults,
    [property: JsonConverter(typeof(EmptyWhenNull<RobustnessEstimate>))] RobustnessEstimate? RodlaMetrics,
    [property: JsonConverter(typeof(EmptyWhenNull<SpatialAnalysis>))] SpatialAnalysis? SpatialAnalysis,
    IReadOnlyDictionary<string, ClassAnalysis> ClassAnalysis,
    [property: JsonConverter(typeof(EmptyWhenNull<ConfidenceAnalysis>))] ConfidenceAnalysis? ConfidenceAnalysis,
    [property: JsonConverter(typeof(EmptyWhenNull<RobustnessIndicators>))] RobustnessIndicators? RobustnessIndicators,
    [property: JsonConverter(typeof(EmptyWhenNull<LayoutComplexity>))] LayoutComplexity? LayoutComplexity,
    [property: JsonConverter(typeof(EmptyWhenNull<QualityMetrics>))] QualityMetrics? QualityMetrics,
    IReadOnlyDictionary<string, PictureUri?> Visualizations,
    PageInterpretation Interpretation,
    IReadOnlyList<DetectionReport> AllDetections,
    [property: JsonPropertyOrder(1)] ProcessingTimes ProcessingTimesMs,
    [property: JsonPropertyOrder(2), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? SavedPath = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] PerturbationInfo? PerturbationInfo = null)
{
    /// <summary>What detections are to one another, such as a caption to its figure; indices into <c>all_detections</c>.</summary>
    public IReadOnlyList<LayoutRelation> Relations { get; init; } = [];

    /// <summary>What the layout rules changed; absent when none were asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<RuleChange>? Rules { get; init; }

    /// <summary>
    /// What to know of the request and the page, such as a field that is not known, or a page that is nearly white; empty when nothing.
    /// </summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<string> Notes { get; init; } = [];
}
