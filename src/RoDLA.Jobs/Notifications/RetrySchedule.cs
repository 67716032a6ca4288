namespace RoDLA.Jobs.Notifications;

/// <summary>How long to wait before the next try: fourfold each time, up to the limit, and up to a quarter more so that not all come at once.</summary>
internal static class RetrySchedule
{
    private const double Growth = 4;
    private const double Shake = 0.25;

    /// <summary>The wait after the given number of tries, from 1.</summary>
    /// <param name="options">First wait and longest wait.</param>
    /// <param name="attempts">Tries so far.</param>
    /// <param name="shake">0 to 1: how much of the quarter.</param>
    public static TimeSpan After(NotificationOptions options, int attempts, double shake)
    {
        double seconds = options.RetryDelay.TotalSeconds * Math.Pow(Growth, attempts - 1);
        return TimeSpan.FromSeconds(Math.Min(seconds, options.MaxRetryDelay.TotalSeconds) * (1 + (Shake * shake)));
    }

    /// <summary>The wait from <paramref name="now"/> to <paramref name="next"/>, never longer than the schedule has: a clock may have been set.</summary>
    public static TimeSpan Until(NotificationOptions options, DateTimeOffset? next, DateTimeOffset now)
    {
        TimeSpan longest = options.MaxRetryDelay * (1 + Shake);
        TimeSpan wait = next is { } at ? at - now : TimeSpan.Zero;
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait > longest ? longest : wait;
    }
}
