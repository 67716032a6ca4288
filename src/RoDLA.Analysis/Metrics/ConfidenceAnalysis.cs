namespace RoDLA.Analysis.Metrics;

/// <summary>How the confidences are spread.</summary>
/// <param name="Distribution">Moments and quartiles, 4 decimals.</param>
/// <param name="BinnedDistribution">Detections per confidence level.</param>
/// <param name="Percentages">The same in percent, 2 decimals.</param>
/// <param name="Entropy">Shannon entropy in bits of a 10-bin histogram spanning min..max, 4 decimals; 0 when all are equal.</param>
public sealed record ConfidenceAnalysis(
    ConfidenceDistribution Distribution, ConfidenceLevels<int> BinnedDistribution, ConfidenceLevels<double> Percentages, double Entropy);

/// <summary>Moments and quartiles of the confidences.</summary>
/// <param name="Mean">Mean.</param>
/// <param name="Median">Median.</param>
/// <param name="Std">The population's standard deviation.</param>
/// <param name="Min">Least.</param>
/// <param name="Max">Greatest.</param>
/// <param name="Q1">First quartile, by linear interpolation.</param>
/// <param name="Q3">Third quartile, by linear interpolation.</param>
public sealed record ConfidenceDistribution(double Mean, double Median, double Std, double Min, double Max, double Q1, double Q3);

/// <summary>One figure per confidence level.</summary>
/// <param name="VeryHigh">0.9 and more.</param>
/// <param name="High">0.8 to 0.9.</param>
/// <param name="Medium">0.6 to 0.8.</param>
/// <param name="Low">0.4 to 0.6.</param>
/// <param name="VeryLow">Below 0.4.</param>
public sealed record ConfidenceLevels<T>(T VeryHigh, T High, T Medium, T Low, T VeryLow);
