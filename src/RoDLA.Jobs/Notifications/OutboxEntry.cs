using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Notifications;

/// <summary>What is to be told of the end of a job, and how far that is; replaced whole, never changed.</summary>
/// <param name="JobId">Id of the job.</param>
/// <param name="EndedAt">Which of its ends: a job whose failed images are tried again ends again.</param>
/// <param name="Message">What is told.</param>
/// <param name="Webhook">The POST; null for none.</param>
/// <param name="Email">The letter; null for none.</param>
internal sealed record OutboxEntry(string JobId, DateTimeOffset EndedAt, EndMessage Message, Delivery? Webhook, Delivery? Email)
{
    /// <summary>What others may see of it.</summary>
    public NotificationStatus Status => new(Webhook?.Status, Email?.Status);

    /// <summary>Whether this is about that end of the job; files know times to the millisecond.</summary>
    public bool IsAbout(DateTimeOffset end) => EndedAt.ToUnixTimeMilliseconds() == end.ToUnixTimeMilliseconds();

    /// <summary>The message on one way.</summary>
    public Delivery? On(DeliveryWay way) => way == DeliveryWay.Webhook ? Webhook : Email;

    /// <summary>The entry with a message that is further on its way.</summary>
    public OutboxEntry With(DeliveryWay way, DeliveryStatus status) => way == DeliveryWay.Webhook
        ? this with { Webhook = Webhook! with { Status = status } }
        : this with { Email = Email! with { Status = status } };
}

/// <summary>How somebody is told.</summary>
internal enum DeliveryWay
{
    /// <summary>By a POST.</summary>
    Webhook,

    /// <summary>By a letter.</summary>
    Email,
}
