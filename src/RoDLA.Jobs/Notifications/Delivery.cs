using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Notifications;

/// <summary>One message on one way.</summary>
/// <param name="Target">Address it goes to.</param>
/// <param name="Status">How far it is.</param>
internal sealed record Delivery(string Target, DeliveryStatus Status)
{
    /// <summary>A message that was not tried yet; null without an address.</summary>
    public static Delivery? To(string? target) => target is null ? null : new Delivery(target, new DeliveryStatus(DeliveryState.Pending, 0));
}
