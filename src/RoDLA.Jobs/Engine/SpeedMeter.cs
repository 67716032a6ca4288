namespace RoDLA.Jobs.Engine;

/// <summary>How long an image takes, as a moving average over all jobs that weighs the last ones most.</summary>
/// <param name="workers">Images at once.</param>
/// <param name="expected">How long an image may take, as long as none was measured; null when nobody knows.</param>
internal sealed class SpeedMeter(int workers, Func<TimeSpan?> expected)
{
    private const double Weight = 0.1;

    private readonly Lock _lock = new();
    private double? _seconds;
    private int _count;

    /// <summary>Images at once.</summary>
    public int Workers { get; } = workers;

    /// <summary>Seconds of one image; before the first what is expected, or null.</summary>
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

    /// <summary>One more image took so long.</summary>
    public void Observe(double seconds)
    {
        lock (_lock)
        {
            // A plain mean as long as there are few, so that the first one does not weigh for long.
            _count++;
            double weight = Math.Max(Weight, 1.0 / _count);
            _seconds = _seconds is { } before ? before + (weight * (seconds - before)) : seconds;
        }
    }

    /// <summary>Seconds for so many images, 1 decimal; null when nobody knows yet.</summary>
    /// <param name="images">Number of images.</param>
    /// <param name="atOnce">Images at once, if less than there are workers.</param>
    public double? Estimate(int images, int? atOnce = null) => SecondsPerImage is { } seconds
        ? Math.Round(images * seconds / Math.Min(atOnce ?? Workers, Workers), 1)
        : null;
}
