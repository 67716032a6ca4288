namespace RoDLA.Jobs.Notifications;

/// <summary>Writes the notifications about the end of a job; the host implements it, since it knows the URLs of the service.</summary>
public interface INotificationContent
{
    /// <summary>Body of the webhook, JSON in UTF-8; the same bytes for the same end.</summary>
    ReadOnlyMemory<byte> Webhook(JobEnd job);

    /// <summary>Subject and plain text of the email.</summary>
    (string Subject, string Text) Email(JobEnd job);
}
