namespace RoDLA.Api.Monitoring;

/// <summary>What happened between two marks. Null: nothing that could be measured.</summary>
/// <param name="before">The first mark.</param>
/// <param name="after">The second.</param>
internal sealed class ServiceRates(ServiceMark before, ServiceMark after)
{
    private const double MillisecondsPerSecond = 1000;

    private readonly double _seconds = Math.Max((after.At - before.At).TotalSeconds, 0.001);
    private readonly long _answered = after.Answered - before.Answered;
    private readonly long _images = after.Images - before.Images;

    public double Seconds => Math.Round(_seconds, 1);

    public double RequestsPerSecond => Math.Round(_answered / _seconds, 2);

    public double? ErrorPercent => _answered == 0 ? null : Math.Round(100.0 * (after.Failed - before.Failed) / _answered, 2);

    public double? P50 => Milliseconds(0.5);

    public double? P95 => Milliseconds(0.95);

    public double? P99 => Milliseconds(0.99);

    public double ImagesPerMinute => Math.Round(_images / _seconds * 60, 1);

    public double? InferenceSeconds => _images == 0 ? null : Math.Round((after.InferenceSeconds - before.InferenceSeconds) / _images, 3);

    private double? Milliseconds(double share) => DurationCounts.Quantile(before.Durations, after.Durations, share) is { } seconds
        ? Math.Round(seconds * MillisecondsPerSecond, 2)
        : null;
}
