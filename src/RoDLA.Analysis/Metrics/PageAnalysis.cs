namespace RoDLA.Analysis.Metrics;

/// <summary>Every figure computed from one page's detections.</summary>
/// <param name="Summary">Fundamental statistics.</param>
/// <param name="Classes">Per class name, most frequent first, ties by name.</param>
/// <param name="Confidence">Null when nothing was found, like the sections below.</param>
/// <param name="Rodla">Estimates of mPE and mRD.</param>
/// <param name="Robustness">Stability of the confidences.</param>
/// <param name="Spatial">Where the detections lie.</param>
/// <param name="Complexity">How intricate the layout is.</param>
/// <param name="Quality">Overlaps and evenness.</param>
public sealed record PageAnalysis(
    CoreSummary Summary,
    IReadOnlyDictionary<string, ClassAnalysis> Classes,
    ConfidenceAnalysis? Confidence,
    RobustnessEstimate? Rodla,
    RobustnessIndicators? Robustness,
    SpatialAnalysis? Spatial,
    LayoutComplexity? Complexity,
    QualityMetrics? Quality);
