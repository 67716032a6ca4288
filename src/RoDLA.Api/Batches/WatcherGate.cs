using Microsoft.Extensions.Options;
using RoDLA.Cli.Configuration;
using RoDLA.Api.Errors;

namespace RoDLA.Api.Batches;

/// <summary>Counts those who follow jobs over WebSockets and event streams.</summary>
internal sealed class WatcherGate(IOptions<BatchOptions> options)
{
    private int _watchers;

    /// <summary>Those who follow now.</summary>
    public int Count => Volatile.Read(ref _watchers);

    /// <summary>Lets one in; dispose what is returned when it leaves.</summary>
    /// <exception cref="ApiException">There are too many.</exception>
    public IDisposable Enter()
    {
        if (Interlocked.Increment(ref _watchers) <= options.Value.MaxWatchers)
        {
            return new Place(this);
        }

        Interlocked.Decrement(ref _watchers);
        throw new ApiException(ProblemKind.TooManyWatchers, $"{options.Value.MaxWatchers} follow jobs already, the most that may. Ask for the status instead.")
        {
            RetryAfter = TimeSpan.FromSeconds(5),
        };
    }

    private sealed class Place(WatcherGate gate) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                Interlocked.Decrement(ref gate._watchers);
            }
        }
    }
}
