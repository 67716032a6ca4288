namespace RoDLA.Api.Monitoring;

/// <summary>
/// Requests that were answered, those that ended with a fault of the service (5xx), and their durations, for the dashboard. Subscriptions
/// to events are not among the durations: they last as long as the client stays.
/// </summary>
internal sealed class RequestCounts
{
    private readonly DurationCounts _durations = new();
    private long _answered;
    private long _failed;

    /// <summary>A request was answered.</summary>
    public void Add(int status, double seconds, bool isSubscription)
    {
        Interlocked.Increment(ref _answered);
        if (status >= StatusCodes.Status500InternalServerError)
        {
            Interlocked.Increment(ref _failed);
        }

        if (!isSubscription)
        {
            _durations.Add(seconds);
        }
    }

    /// <summary>The counts so far.</summary>
    public (long Answered, long Failed, long[] Durations) Read() =>
        (Interlocked.Read(ref _answered), Interlocked.Read(ref _failed), _durations.Read());
}
