using System.Net.Mail;
using RoDLA.Jobs.Engine;
using RoDLA.Jobs.Fetching;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Notifications;

/// <summary>
/// Checks recipients, queues finished jobs for <see cref="NotificationService"/> and returns the status of their notifications.
/// </summary>
internal sealed class JobNotifier(Outbox outbox, CallPolicy policy, IOptions<NotificationOptions> options) : IJobNotifier
{
    private const int MaxUrlLength = 2048;

    private static readonly DeliveryStatus NoAttempt = new(DeliveryState.Pending, 0);

    private readonly NotificationOptions _options = options.Value;
    private readonly Channel<JobSnapshot> _finished =
        Channel.CreateUnbounded<JobSnapshot>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Finished jobs with recipients.</summary>
    public ChannelReader<JobSnapshot> Finished => _finished.Reader;

    public void Notify(JobSnapshot job)
    {
        if (job.Definition.Notification is not null)
        {
            _finished.Writer.TryWrite(job);
        }
    }

    public string? WhyRefused(JobNotification notification) =>
        (notification.WebhookUrl is { } url ? WhyUrlRefused(url) : null)
        ?? (notification.Email is { } address ? WhyAddressRefused(address) : null);

    public JobNotification? WithDefaults(JobNotification? requested)
    {
        string? url = requested?.WebhookUrl ?? (_options.WebhookUrl is { Length: > 0 } hook ? hook : null);
        string? email = requested?.Email ?? (_options.SmtpTo is { Length: > 0 } address ? address : null);
        return url is null && email is null ? null : new JobNotification(url, email);
    }

    public NotificationStatus? Status(JobSnapshot job)
    {
        if (!job.IsFinal || job.Definition.Notification is not { } notification)
        {
            return null;
        }

        return outbox.Find(job.Definition.JobId) is { } entry && entry.IsAbout(job.EndedAt ?? job.UpdatedAt)
            ? entry.Status
            : new NotificationStatus(
                notification.WebhookUrl is null ? null : NoAttempt, notification.Email is null ? null : NoAttempt);
    }

    public void Prune() => outbox.Prune();

    private string? WhyUrlRefused(string url)
    {
        if (!_options.WebhookEnabled)
        {
            return "Webhooks are disabled on this service.";
        }

        if (url.Length > MaxUrlLength)
        {
            return $"The webhook URL is longer than {MaxUrlLength} characters.";
        }

        return policy.WhyRefused(url, out _) is { } reason ? $"The webhook URL is refused: {reason}." : null;
    }

    private string? WhyAddressRefused(string text)
    {
        if (!_options.SendsEmail)
        {
            return "This service sends no e-mail: it has no mail server configured.";
        }

        if (!MailBoxAttribute.TryParse(text, out MailAddress? address))
        {
            return "The e-mail address is invalid; it must look like 'name@example.org', without a display name.";
        }

        string[] domains = _options.SmtpAllowedDomains.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        bool isAllowed = domains.Length == 0
            || domains.Contains(address.Host, StringComparer.OrdinalIgnoreCase)
            || address.Address.Equals(_options.SmtpTo, StringComparison.OrdinalIgnoreCase);
        return isAllowed ? null : "This service sends no e-mail to the domain of this address.";
    }
}
