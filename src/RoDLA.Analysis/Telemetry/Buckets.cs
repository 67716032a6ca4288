namespace RoDLA.Analysis.Telemetry;

/// <summary>Upper bounds of histograms, in seconds.</summary>
public static class Buckets
{
    /// <summary>Steps of a page and requests: 1 ms to 5 minutes.</summary>
    public static double[] OfSteps { get; } = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300];

    /// <summary>Jobs: 1 second to a day.</summary>
    public static double[] OfJobs { get; } = [1, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 14_400, 43_200, 86_400];
}
