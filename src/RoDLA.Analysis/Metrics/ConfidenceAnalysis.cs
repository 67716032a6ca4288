namespace RoDLA.Analysis.Metrics;

/// <summary>How the confidences are spread.</summary>
/// <param name="Distribution">Moments and quartiles, 4 decimals.</param>
/// <param name="BinnedDistribution">Detections per confidence level.</param>
/// <param name="Percentages">The same in percent, 2 decimals.</param>
/// <param name="Entropy">Shannon entropy in bits of a 10-bin histogram spanning min..max, 4 decimals; 0 when all are equal.</param>
public sealed record ConfidenceAnalysis(
    ConfidenceDistribution Distribution, ConfidenceLevels<int> BinnedDistribution, ConfidenceLevels<double> Percentages, double Entropy);

/// <summary>Moments and quartiles (linear interpolation) of the confidences; <paramref name="Std"/> is the population's.</summary>
public sealed record ConfidenceDistribution(double Mean, double Median, double Std, double Min, double Max, double Q1, double Q3);

/// <summary>One figure per confidence level: ≥ 0.9, ≥ 0.8, ≥ 0.6, ≥ 0.4, below.</summary>
public sealed record ConfidenceLevels<T>(T VeryHigh, T High, T Medium, T Low, T VeryLow);
