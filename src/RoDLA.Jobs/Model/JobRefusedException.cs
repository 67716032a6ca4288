namespace RoDLA.Jobs.Model;

/// <summary>A job cannot be accepted now.</summary>
/// <param name="reason">Reason, for programs.</param>
/// <param name="message">Reason and remedy, for users.</param>
public sealed class JobRefusedException(RefusalReason reason, string message) : Exception(message)
{
    /// <summary>Reason, for programs.</summary>
    public RefusalReason Reason { get; } = reason;

    /// <summary>When to try again; null when unknown.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
