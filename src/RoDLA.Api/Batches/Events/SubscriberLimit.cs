using RoDLA.Api.Errors;

namespace RoDLA.Api.Batches.Events;

/// <summary>Limits the subscribers of jobs, over WebSockets and event streams together.</summary>
internal sealed class SubscriberLimit(IOptions<BatchOptions> options)
{
    private int _count;

    /// <summary>The present number of subscribers.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Admits a subscriber until the returned lease is disposed.</summary>
    /// <exception cref="ApiException">There are too many.</exception>
    public IDisposable Acquire()
    {
        if (Interlocked.Increment(ref _count) <= options.Value.MaxWatchers)
        {
            return new Lease(this);
        }

        Interlocked.Decrement(ref _count);
        throw new ApiException(
            ProblemKind.TooManyWatchers, $"There are already {options.Value.MaxWatchers} subscribers, the maximum. Poll the status.")
        {
            RetryAfter = TimeSpan.FromSeconds(5),
        };
    }

    private sealed class Lease(SubscriberLimit limit) : IDisposable
    {
        private int _isReleased;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isReleased, 1) == 0)
            {
                Interlocked.Decrement(ref limit._count);
            }
        }
    }
}
