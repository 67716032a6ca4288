using System.Threading.RateLimiting;
using Prometheus;
using RoDLA.Api.Errors;

namespace RoDLA.Api.Batches.Events;

/// <summary>Limits the subscribers of jobs, over WebSockets and event streams together.</summary>
internal sealed class SubscriberLimit(IOptions<BatchOptions> options, IMetricFactory metrics) : IDisposable
{
    private readonly int _limit = options.Value.MaxWatchers;
    private readonly ConcurrencyLimiter _limiter = new(new ConcurrencyLimiterOptions { PermitLimit = options.Value.MaxWatchers });

    private readonly Gauge _subscribers =
        metrics.CreateGauge("rodla_event_subscribers", "WebSockets and event streams that are open.");

    /// <summary>The present number of subscribers.</summary>
    public int Count => _limit - (int)_limiter.GetStatistics()!.CurrentAvailablePermits;

    /// <summary>Admits a subscriber until the returned lease is disposed.</summary>
    /// <exception cref="ApiException">There are too many.</exception>
    public IDisposable Acquire()
    {
        RateLimitLease lease = _limiter.AttemptAcquire();
        return lease.IsAcquired ? new Subscriber(lease, _subscribers.TrackInProgress()) : throw new ApiException(
            ProblemKind.TooManyWatchers, $"There are already {_limit} subscribers, the maximum. Poll the status.")
        {
            RetryAfter = TimeSpan.FromSeconds(5),
        };
    }

    public void Dispose() => _limiter.Dispose();

    private sealed class Subscriber(RateLimitLease lease, IDisposable tracked) : IDisposable
    {
        public void Dispose()
        {
            tracked.Dispose();
            lease.Dispose();
        }
    }
}
