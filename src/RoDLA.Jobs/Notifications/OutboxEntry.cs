using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Notifications;

/// <summary>Notifications about the end of a job and their delivery; immutable.</summary>
/// <param name="JobId">Id of the job.</param>
/// <param name="EndedAt">Time of the end, which identifies it: a retried job ends again.</param>
/// <param name="Message">Content of the notifications.</param>
/// <param name="Webhook">Delivery by webhook; null for none.</param>
/// <param name="Email">Delivery by email; null for none.</param>
internal sealed record OutboxEntry(string JobId, DateTimeOffset EndedAt, JobEnd Message, Delivery? Webhook, Delivery? Email)
{
    /// <summary>The status for clients.</summary>
    public NotificationStatus Status => new(Webhook?.Status, Email?.Status);

    /// <summary>Whether this is about that end of the job; files store times in milliseconds.</summary>
    public bool IsAbout(DateTimeOffset end) => EndedAt.ToUnixTimeMilliseconds() == end.ToUnixTimeMilliseconds();

    /// <summary>The delivery by one way.</summary>
    public Delivery? On(DeliveryWay way) => way == DeliveryWay.Webhook ? Webhook : Email;

    /// <summary>The entry with another status of a delivery.</summary>
    public OutboxEntry With(DeliveryWay way, DeliveryStatus status) => way == DeliveryWay.Webhook
        ? this with { Webhook = Webhook! with { Status = status } }
        : this with { Email = Email! with { Status = status } };
}

/// <summary>Way of delivery.</summary>
internal enum DeliveryWay
{
    Webhook,
    Email,
}
