using RoDLA.Api.Usage;

namespace RoDLA.Api.Monitoring;

/// <summary>Adds what the service does to its history, and knows the rates of the last minute.</summary>
internal sealed class ServiceSampler(ServiceReader reader, RequestCounts requests, UsageMeter usage, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Recent = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Queue<ServiceMark> _marks = new([new ServiceMark(time.GetUtcNow(), 0, 0, new DurationCounts().Read(), 0, 0)]);
    private ServiceMark? _last;

    /// <summary>The last hour.</summary>
    public ServiceHistory History { get; } = new();

    /// <summary>What the service holds now, and the rates of the last minute.</summary>
    public (ServiceReading Reading, ServiceRates Rates) Read()
    {
        ServiceMark now = Mark();
        lock (_lock)
        {
            return (reader.Read(_marks.Peek().At), new ServiceRates(_marks.Peek(), now));
        }
    }

    /// <summary>Adds a value to the history.</summary>
    public void Sample()
    {
        ServiceMark now = Mark();
        lock (_lock)
        {
            ServiceMark last = _last ?? _marks.Peek();
            History.Add(now.At, reader.Read(last.At), new ServiceRates(last, now));
            _marks.Enqueue(_last = now);
            while (_marks.Count > 1 && now.At - _marks.Peek().At > Recent)
            {
                _marks.Dequeue();
            }
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(ServiceHistory.Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            Sample();
        }
    }

    private ServiceMark Mark()
    {
        (long answered, long failed, long[] durations) = requests.Read();
        (long images, double seconds) = usage.Total();
        return new ServiceMark(time.GetUtcNow(), answered, failed, durations, images, seconds);
    }
}
