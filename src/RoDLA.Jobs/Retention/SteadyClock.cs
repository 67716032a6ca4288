namespace RoDLA.Jobs.Retention;

/// <summary>The wall clock, read once, and the monotonic clock since: one that is set while the service runs changes no age.</summary>
internal sealed class SteadyClock(TimeProvider time)
{
    private readonly DateTimeOffset _start = time.GetUtcNow();
    private readonly long _startTimestamp = time.GetTimestamp();

    /// <summary>The current time.</summary>
    public DateTimeOffset Now => _start + time.GetElapsedTime(_startTimestamp);
}
