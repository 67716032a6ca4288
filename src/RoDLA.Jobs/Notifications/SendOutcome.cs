using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Notifications;

/// <summary>What came of one try.</summary>
/// <param name="State">Pending when it may be tried again.</param>
/// <param name="Error">Why it failed, for people; null when it did not.</param>
internal sealed record SendOutcome(DeliveryState State, string? Error)
{
    /// <summary>The other side took it.</summary>
    public static SendOutcome Sent { get; } = new(DeliveryState.Sent, null);

    /// <summary>It may pass.</summary>
    public static SendOutcome TryAgain(string error) => new(DeliveryState.Pending, error);

    /// <summary>It will not pass.</summary>
    public static SendOutcome GiveUp(string error) => new(DeliveryState.GivenUp, error);
}
