using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Notifications;

/// <summary>Delivery of a message by one way, to a URL or an email address.</summary>
internal sealed record Delivery(string Target, DeliveryStatus Status)
{
    /// <summary>A delivery without an attempt; null without a receiver.</summary>
    public static Delivery? To(string? target) =>
        target is null ? null : new Delivery(target, new DeliveryStatus(DeliveryState.Pending, 0));
}
