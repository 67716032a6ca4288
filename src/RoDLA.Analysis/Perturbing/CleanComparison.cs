using RoDLA.Analysis.Metrics;

namespace RoDLA.Analysis.Perturbing;

/// <summary>
/// The clean page's detections, which are those of a detection without perturbations, and which of them the perturbed page still has.
/// Clean boxes are moved as the page was; then each detection of the perturbed page, most confident first, takes the clean one of its class
/// that it overlaps most, from an IoU of 0.5 on.
/// </summary>
/// <param name="CleanSummary">Figures of the clean page's detections.</param>
/// <param name="CleanDetections">The clean page's detections, most confident first, in pixels of the clean page.</param>
/// <param name="PerturbedTotal">Detections of the perturbed page.</param>
/// <param name="Survived">Clean detections that were found again.</param>
/// <param name="Lost">Clean detections that were not.</param>
/// <param name="Added">Detections of the perturbed page that match none of the clean page's.</param>
/// <param name="SurvivalRate">Survived / clean detections, 4 decimals; null when the clean page has none.</param>
/// <param name="MeanConfidenceChange">
/// Mean of perturbed − clean confidence over the survivors, 4 decimals; null when there are none.
/// </param>
/// <param name="MeanIou">Mean overlap of the survivors with where they should be, 4 decimals; null when there are none.</param>
/// <param name="IouThreshold">Least overlap of a match.</param>
public sealed record CleanComparison(
    CoreSummary CleanSummary,
    IReadOnlyList<DetectionReport> CleanDetections,
    int PerturbedTotal,
    int Survived,
    int Lost,
    int Added,
    double? SurvivalRate,
    double? MeanConfidenceChange,
    double? MeanIou,
    float IouThreshold);
