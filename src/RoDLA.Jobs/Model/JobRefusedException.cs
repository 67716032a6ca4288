namespace RoDLA.Jobs.Model;

/// <summary>A job that cannot be taken now.</summary>
/// <param name="reason">Why, for programs.</param>
/// <param name="message">Why, and what to do, for people.</param>
public sealed class JobRefusedException(RefusalReason reason, string message) : Exception(message)
{
    /// <summary>Why, for programs.</summary>
    public RefusalReason Reason { get; } = reason;

    /// <summary>When to try again; null says nothing.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
