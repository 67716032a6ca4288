namespace RoDLA.Jobs.Model;

/// <summary>How far the messages about the end of a job are.</summary>
/// <param name="Webhook">The POST; null when none was asked for.</param>
/// <param name="Email">The letter; null when none was asked for.</param>
public sealed record NotificationStatus(DeliveryStatus? Webhook, DeliveryStatus? Email)
{
    /// <summary>Whether somebody is still to be told.</summary>
    public bool IsPending => Webhook is { State: DeliveryState.Pending } || Email is { State: DeliveryState.Pending };
}
