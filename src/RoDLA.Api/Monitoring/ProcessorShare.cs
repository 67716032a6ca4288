namespace RoDLA.Api.Monitoring;

/// <summary>CPU time of the process since it was read last, over at least a second.</summary>
internal sealed class ProcessorShare(TimeProvider time)
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private TimeSpan _used = Environment.CpuUsage.TotalTime;
    private long _at = time.GetTimestamp();
    private double _percent;

    /// <summary>Percent of all cores, 0 to 100.</summary>
    public double Percent()
    {
        lock (_lock)
        {
            long now = time.GetTimestamp();
            TimeSpan wall = time.GetElapsedTime(_at, now);
            if (wall >= Least)
            {
                TimeSpan used = Environment.CpuUsage.TotalTime;
                double share = (used - _used) / wall / Environment.ProcessorCount;
                (_used, _at, _percent) = (used, now, Math.Round(Math.Clamp(share * 100, 0, 100), 2));
            }

            return _percent;
        }
    }
}
