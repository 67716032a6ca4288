namespace RoDLA.Analysis.Metrics;

/// <summary>Statistics of one class on a page.</summary>
/// <param name="Count">Detections of the class.</param>
/// <param name="Percentage">Share of all detections, percent, 2 decimals.</param>
/// <param name="ConfidenceStats">Of the confidences, 4 decimals.</param>
/// <param name="AreaStats">Of the areas in square pixels, 2 decimals.</param>
/// <param name="AspectRatioStats">Of width / height.</param>
public sealed record ClassAnalysis(
    int Count, double Percentage, ConfidenceStats ConfidenceStats, AreaStats AreaStats, AspectRatioStats AspectRatioStats);

/// <summary>Confidences of a class; <paramref name="Std"/> is the population's.</summary>
public sealed record ConfidenceStats(double Mean, double Std, double Min, double Max);

/// <summary>Areas of a class in square pixels; <paramref name="Std"/> is the population's.</summary>
public sealed record AreaStats(double Mean, double Std, double Total);

/// <summary>Mean width / height (3 decimals) and what it means: horizontal above 1.2, vertical below 0.8, else square.</summary>
public sealed record AspectRatioStats(double Mean, string Orientation);
