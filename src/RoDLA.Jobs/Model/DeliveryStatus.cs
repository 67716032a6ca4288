namespace RoDLA.Jobs.Model;

/// <summary>How far one message is; names neither the address nor anything secret.</summary>
/// <param name="State">Where it is.</param>
/// <param name="Attempts">Times that it was tried.</param>
public sealed record DeliveryStatus(DeliveryState State, int Attempts)
{
    /// <summary>When it was last tried, UTC; null before the first time.</summary>
    public DateTimeOffset? LastAttemptAt { get; init; }

    /// <summary>When it is tried next, UTC; null for at once, and when it is not.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>Why the last try failed, for people; null when it did not.</summary>
    public string? LastError { get; init; }
}
