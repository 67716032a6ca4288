namespace RoDLA.Jobs.Model;

/// <summary>Delivery of one notification; holds neither the address nor a secret.</summary>
/// <param name="State">Current state.</param>
/// <param name="Attempts">Attempts so far.</param>
public sealed record DeliveryStatus(DeliveryState State, int Attempts)
{
    /// <summary>When the last attempt ended, UTC; null before the first.</summary>
    public DateTimeOffset? LastAttemptAt { get; init; }

    /// <summary>When the next attempt is due, UTC; null for now, and when there is none.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>Error of the last attempt, for users; null without one.</summary>
    public string? LastError { get; init; }
}
