namespace RoDLA.Analysis.Metrics;

/// <summary>Stability and consistency of the confidences.</summary>
/// <param name="StabilityScore">(1 − CV)·100 within 0..100, 2 decimals.</param>
/// <param name="CoefficientOfVariation">CV = std / mean, 4 decimals.</param>
/// <param name="HighConfidenceRatio">Share of detections with confidence ≥ 0.8, 4 decimals.</param>
/// <param name="PredictionConsistency">high below CV 0.15, medium below 0.30, else low.</param>
/// <param name="ModelCertainty">By mean confidence: high above 0.8, medium above 0.6, else low.</param>
/// <param name="RobustnessRating">Composite.</param>
public sealed record RobustnessIndicators(
    double StabilityScore,
    double CoefficientOfVariation,
    double HighConfidenceRatio,
    string PredictionConsistency,
    string ModelCertainty,
    RobustnessRating RobustnessRating);

/// <summary>Rating of the robustness.</summary>
/// <param name="Rating">excellent from 80, good from 60, fair from 40, else poor.</param>
/// <param name="Score">0 to 100, 2 decimals.</param>
public sealed record RobustnessRating(string Rating, double Score);
