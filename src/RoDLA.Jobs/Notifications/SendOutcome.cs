using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Notifications;

/// <summary>Outcome of one attempt: pending when it may be retried, and its error for users.</summary>
internal sealed record SendOutcome(DeliveryState State, string? Error)
{
    /// <summary>The receiver accepted it.</summary>
    public static SendOutcome Sent { get; } = new(DeliveryState.Sent, null);

    /// <summary>A transient error.</summary>
    public static SendOutcome TryAgain(string error) => new(DeliveryState.Pending, error);

    /// <summary>A permanent error.</summary>
    public static SendOutcome GiveUp(string error) => new(DeliveryState.GivenUp, error);
}
