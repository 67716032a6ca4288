using System.Text.Json;
using Microsoft.Extensions.Options;
using RoDLA.Analysis.Json;
using RoDLA.Jobs.Notifications;

namespace RoDLA.Api.Batches.Notifications;

/// <summary>Notifications with links to the Batch API.</summary>
internal sealed class NotificationContent(IOptions<NotificationOptions> options) : INotificationContent
{
    public ReadOnlyMemory<byte> Webhook(JobEnd end) => JsonSerializer.SerializeToUtf8Bytes(new WebhookDocument(end), ReportJson.Options);

    public (string Subject, string Text) Email(JobEnd end) =>
        (EmailText.Subject(end), EmailText.Body(new WebhookDocument(end), options.Value.PublicUrl));
}
