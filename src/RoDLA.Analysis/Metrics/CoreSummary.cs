namespace RoDLA.Analysis.Metrics;

/// <summary>Fundamental statistics of one page's detections; all zero when nothing was found.</summary>
/// <param name="TotalDetections">Number of detections.</param>
/// <param name="UniqueClasses">Number of distinct classes among them.</param>
/// <param name="AverageConfidence">Mean confidence, 4 decimals.</param>
/// <param name="MedianConfidence">Median confidence, 4 decimals.</param>
/// <param name="MinConfidence">Lowest confidence, 4 decimals.</param>
/// <param name="MaxConfidence">Highest confidence, 4 decimals.</param>
/// <param name="CoveragePercentage">Σ area / image area × 100, 2 decimals; overlaps count twice, so it can pass 100.</param>
/// <param name="UnionCoveragePercentage">Area of the union / image area × 100, 2 decimals; never over 100.</param>
/// <param name="AverageDetectionArea">Mean area in square pixels, 2 decimals.</param>
public sealed record CoreSummary(
    int TotalDetections,
    int UniqueClasses,
    double AverageConfidence,
    double MedianConfidence,
    double MinConfidence,
    double MaxConfidence,
    double CoveragePercentage,
    double UnionCoveragePercentage,
    double AverageDetectionArea);
