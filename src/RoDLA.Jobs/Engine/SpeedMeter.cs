namespace RoDLA.Jobs.Engine;

/// <summary>Processing time of an image: a moving average over all jobs.</summary>
/// <param name="workers">Number of workers.</param>
/// <param name="expected">Expected time before the first measurement; null when unknown.</param>
internal sealed class SpeedMeter(int workers, Func<TimeSpan?> expected)
{
    private const double Weight = 0.1;

    private readonly Lock _lock = new();
    private double? _seconds;
    private int _count;

    /// <summary>Number of workers.</summary>
    public int Workers { get; } = workers;

    /// <summary>Seconds of one image, measured or expected; null when unknown.</summary>
    public double? SecondsPerImage
    {
        get
        {
            lock (_lock)
            {
                return _seconds ?? expected()?.TotalSeconds;
            }
        }
    }

    /// <summary>Adds the time of one image.</summary>
    public void Observe(double seconds)
    {
        lock (_lock)
        {
            // A plain mean of the first images, so that the very first one does not dominate.
            _count++;
            double weight = Math.Max(Weight, 1.0 / _count);
            _seconds = _seconds is { } before ? before + (weight * (seconds - before)) : seconds;
        }
    }

    /// <summary>Estimated seconds for a number of images, 1 decimal; null when unknown.</summary>
    /// <param name="images">Number of images.</param>
    /// <param name="maxConcurrent">Most images at a time, if less than the number of workers.</param>
    public double? Estimate(int images, int? maxConcurrent = null) => SecondsPerImage is { } seconds
        ? Math.Round(images * seconds / Math.Min(maxConcurrent ?? Workers, Workers), 1)
        : null;
}
