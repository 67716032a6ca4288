namespace RoDLA.Jobs.Engine;

/// <summary>How long to wait before the next attempt: twice as long each time, shaken, so that what failed together does not come back together.</summary>
/// <param name="random">Shakes.</param>
internal sealed class RetryDelays(Random random)
{
    private const double Shake = 0.25;

    private static readonly TimeSpan Most = TimeSpan.FromMinutes(5);

    /// <summary>No wait is longer.</summary>
    public static readonly TimeSpan Longest = Most * (1 + Shake);

    /// <summary>The wait after a failed attempt.</summary>
    /// <param name="first">Wait after the first.</param>
    /// <param name="failures">Attempts that failed so far, at least 1.</param>
    public TimeSpan After(TimeSpan first, int failures)
    {
        double seconds = Math.Min(first.TotalSeconds * Math.Pow(2, failures - 1), Most.TotalSeconds);
        double shake;
        lock (random)
        {
            shake = ((random.NextDouble() * 2) - 1) * Shake;
        }

        return TimeSpan.FromSeconds(seconds * (1 + shake));
    }
}
