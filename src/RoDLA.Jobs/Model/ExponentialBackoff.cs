namespace RoDLA.Jobs.Model;

/// <summary>
/// Waits before retries: each is a multiple of the one before, up to a limit, with jitter so that simultaneous failures spread out.
/// </summary>
/// <param name="First">Wait after the first failure.</param>
/// <param name="Factor">Growth from one wait to the next.</param>
/// <param name="Max">Limit before jitter.</param>
internal readonly record struct ExponentialBackoff(TimeSpan First, double Factor, TimeSpan Max)
{
    private const double Jitter = 0.25;

    /// <summary>The longest wait, jitter included.</summary>
    public TimeSpan Longest => Max * (1 + Jitter);

    /// <summary>Waits between attempts at an image: doubled up to five minutes.</summary>
    public static ExponentialBackoff ForItems(TimeSpan first) => new(first, 2, TimeSpan.FromMinutes(5));

    /// <summary>The wait after a failed attempt.</summary>
    /// <param name="failures">Failed attempts so far, at least 1.</param>
    /// <param name="jitter">Share of the quarter that is added: -1 to 1.</param>
    public TimeSpan After(int failures, double jitter)
    {
        double seconds = Math.Min(First.TotalSeconds * Math.Pow(Factor, failures - 1), Max.TotalSeconds);
        return TimeSpan.FromSeconds(seconds * (1 + (Jitter * jitter)));
    }

    /// <summary>The wait until a stored time, at most <see cref="Longest"/>: the clock may have been set since.</summary>
    public TimeSpan Until(DateTimeOffset? time, DateTimeOffset now)
    {
        TimeSpan wait = time - now ?? TimeSpan.Zero;
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait > Longest ? Longest : wait;
    }
}
