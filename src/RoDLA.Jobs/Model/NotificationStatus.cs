namespace RoDLA.Jobs.Model;

/// <summary>Delivery of the notifications about the end of a job.</summary>
/// <param name="Webhook">The webhook; null when none is configured for the job.</param>
/// <param name="Email">The email; null when none is configured for the job.</param>
public sealed record NotificationStatus(DeliveryStatus? Webhook, DeliveryStatus? Email)
{
    /// <summary>Whether a notification is still to be delivered.</summary>
    public bool IsPending => Webhook is { State: DeliveryState.Pending } || Email is { State: DeliveryState.Pending };
}
