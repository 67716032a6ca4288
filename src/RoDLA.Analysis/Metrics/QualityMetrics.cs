namespace RoDLA.Analysis.Metrics;

/// <summary>How clean the detections look: overlaps and evenness of size.</summary>
/// <param name="OverlapAnalysis">Overlapping pairs.</param>
/// <param name="SizeConsistency">Spread of the areas.</param>
/// <param name="DetectionQualityScore">(1 − min(overlap %/100, 1))·50 + (1 − min(size CV, 1))·50, 2 decimals.</param>
public sealed record QualityMetrics(OverlapAnalysis OverlapAnalysis, SizeConsistency SizeConsistency, double DetectionQualityScore);

/// <summary>Pairs of detections with IoU over 0.</summary>
/// <param name="TotalOverlappingPairs">Number of such pairs.</param>
/// <param name="OverlapPercentage">Pairs per 100 detections, 2 decimals; can pass 100.</param>
/// <param name="OverlappingDetectionsPercentage">Share of detections that overlap any other, percent, 2 decimals.</param>
/// <param name="AverageIou">Mean IoU of those pairs, 4 decimals.</param>
public sealed record OverlapAnalysis(
    int TotalOverlappingPairs, double OverlapPercentage, double OverlappingDetectionsPercentage, double AverageIou);

/// <summary>Evenness of the areas.</summary>
/// <param name="CoefficientOfVariation">Standard deviation / mean, 4 decimals.</param>
/// <param name="ConsistencyLevel">high below 0.5, medium below 1, else low.</param>
public sealed record SizeConsistency(double CoefficientOfVariation, string ConsistencyLevel);
