namespace RoDLA.Api.Monitoring;

/// <summary>The last hour: a ring buffer for each metric, with a value every <see cref="Interval"/>.</summary>
internal sealed class ServiceHistory
{
    /// <summary>Time between two values.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    /// <summary>Values of an hour.</summary>
    public const int Capacity = 240;

    private static readonly (string Name, Func<ServiceReading, ServiceRates, double?> Value)[] Metrics =
    [
        ("requests_per_second", (_, rates) => rates.RequestsPerSecond),
        ("p50_ms", (_, rates) => rates.P50),
        ("p95_ms", (_, rates) => rates.P95),
        ("p99_ms", (_, rates) => rates.P99),
        ("error_percent", (_, rates) => rates.ErrorPercent),
        ("images_per_minute", (_, rates) => rates.ImagesPerMinute),
        ("inference_seconds", (_, rates) => rates.InferenceSeconds),
        ("jobs_ended", (reading, _) => reading.EndedJobs),
        ("jobs_active", (reading, _) => reading.ActiveJobs),
        ("jobs_queued", (reading, _) => reading.QueuedJobs),
        ("images_queued", (reading, _) => reading.QueuedImages),
        ("workers_busy", (reading, _) => reading.BusyWorkers),
        ("cpu_percent", (reading, _) => reading.CpuPercent),
        ("memory_bytes", (reading, _) => reading.MemoryBytes),
        ("pixel_bytes", (reading, _) => reading.PixelBytes),
        ("disk_free_bytes", (reading, _) => reading.DiskFreeBytes),
        ("gpu_percent", (reading, _) => reading.Gpu?.Percent),
        ("gpu_memory_bytes", (reading, _) => reading.Gpu?.MemoryBytes),
    ];

    private readonly Lock _lock = new();
    private readonly Series<DateTimeOffset> _times = new(Capacity);
    private readonly Series<double?>[] _series = [.. Metrics.Select(_ => new Series<double?>(Capacity))];

    /// <summary>Adds a value to every metric.</summary>
    public void Add(DateTimeOffset at, ServiceReading reading, ServiceRates rates)
    {
        lock (_lock)
        {
            _times.Add(at);
            for (int i = 0; i < Metrics.Length; i++)
            {
                _series[i].Add(Metrics[i].Value(reading, rates));
            }
        }
    }

    /// <summary>The times, and the values of each metric at them, oldest first.</summary>
    public (IReadOnlyList<DateTimeOffset> Times, IReadOnlyDictionary<string, IReadOnlyList<double?>> Values) Read()
    {
        lock (_lock)
        {
            return (
                _times.ToList(),
                new OrderedDictionary<string, IReadOnlyList<double?>>(
                    Metrics.Zip(_series, (metric, series) => KeyValuePair.Create(metric.Name, series.ToList()))));
        }
    }
}
