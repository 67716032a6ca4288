namespace RoDLA.Analysis.Metrics;

/// <summary>Statistics of one class on a page.</summary>
/// <param name="Count">Detections of the class.</param>
/// <param name="Percentage">Share of all detections, percent, 2 decimals.</param>
/// <param name="ConfidenceStats">Of the confidences, 4 decimals.</param>
/// <param name="AreaStats">Of the areas in square pixels, 2 decimals.</param>
/// <param name="AspectRatioStats">Of width / height.</param>
public sealed record ClassAnalysis(
    int Count, double Percentage, ConfidenceStats ConfidenceStats, AreaStats AreaStats, AspectRatioStats AspectRatioStats);

/// <summary>Confidences of a class.</summary>
/// <param name="Mean">Mean.</param>
/// <param name="Std">The population's standard deviation.</param>
/// <param name="Min">Least.</param>
/// <param name="Max">Greatest.</param>
public sealed record ConfidenceStats(double Mean, double Std, double Min, double Max);

/// <summary>Areas of a class in square pixels.</summary>
/// <param name="Mean">Mean.</param>
/// <param name="Std">The population's standard deviation.</param>
/// <param name="Total">Sum.</param>
public sealed record AreaStats(double Mean, double Std, double Total);

/// <summary>Shape of the elements of a class.</summary>
/// <param name="Mean">Mean width / height, 3 decimals.</param>
/// <param name="Orientation">horizontal above 1.2, vertical below 0.8, else square.</param>
public sealed record AspectRatioStats(double Mean, string Orientation);
