namespace RoDLA.Api.Monitoring;

/// <summary>CPU time of the process since it was asked for last.</summary>
internal sealed class ProcessorShare(TimeProvider time)
{
    private readonly Lock _lock = new();
    private TimeSpan _used = Environment.CpuUsage.TotalTime;
    private long _at = time.GetTimestamp();

    /// <summary>Percent of all cores since the last call, 0 to 100.</summary>
    public double Percent()
    {
        lock (_lock)
        {
            TimeSpan used = Environment.CpuUsage.TotalTime;
            long now = time.GetTimestamp();
            double wall = time.GetElapsedTime(_at, now).TotalSeconds * Environment.ProcessorCount;
            double percent = wall > 0 ? Math.Clamp((used - _used).TotalSeconds / wall * 100, 0, 100) : 0;
            (_used, _at) = (used, now);
            return Math.Round(percent, 2);
        }
    }
}
