namespace RoDLA.Analysis.Pipeline;

/// <summary>Milliseconds per step and in all, 2 decimals.</summary>
internal struct StepClock(TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();
    private long _lap = time.GetTimestamp();

    /// <summary>Time since the last call.</summary>
    public double Lap()
    {
        long now = time.GetTimestamp();
        double elapsed = Milliseconds(_lap, now);
        _lap = now;
        return elapsed;
    }

    /// <summary>Time since the start.</summary>
    public readonly double Total() => Milliseconds(_start, time.GetTimestamp());

    private readonly double Milliseconds(long from, long to) => Math.Round(time.GetElapsedTime(from, to).TotalMilliseconds, 2);
}
