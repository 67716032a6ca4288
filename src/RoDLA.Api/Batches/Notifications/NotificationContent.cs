using RoDLA.Jobs.Notifications;

namespace RoDLA.Api.Batches.Notifications;

/// <summary>Notifications with links to the Batch API.</summary>
internal sealed class NotificationContent(IOptions<NotificationOptions> options) : INotificationContent
{
    public ReadOnlyMemory<byte> Webhook(JobEnd job) => JsonSerializer.SerializeToUtf8Bytes(new WebhookDocument(job), ReportJson.Options);

    public (string Subject, string Text) Email(JobEnd job) =>
        (EmailText.Subject(job), EmailText.Body(new WebhookDocument(job), options.Value.PublicUrl));
}
