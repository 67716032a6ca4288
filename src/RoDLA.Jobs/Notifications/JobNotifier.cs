using System.Net.Mail;
using System.Threading.Channels;
using Microsoft.Extensions.Options;
using RoDLA.Jobs.Engine;
using RoDLA.Jobs.Fetching;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Notifications;

/// <summary>Takes jobs that have ended for <see cref="NotificationService"/>, and answers how far their messages are.</summary>
internal sealed class JobNotifier(Outbox outbox, CallPolicy policy, IOptions<NotificationOptions> options) : IJobNotifier
{
    private const int LongestUrl = 2048;
    private static readonly DeliveryStatus NotTried = new(DeliveryState.Pending, 0);
    private readonly NotificationOptions _options = options.Value;

    private readonly Channel<JobSnapshot> _ended =
        Channel.CreateUnbounded<JobSnapshot>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Jobs that have ended and were not looked at yet.</summary>
    public ChannelReader<JobSnapshot> Ended => _ended.Reader;

    /// <inheritdoc/>
    public void Notify(JobSnapshot job)
    {
        if (job.Definition.Notification is not null)
        {
            _ended.Writer.TryWrite(job);
        }
    }

    /// <inheritdoc/>
    public string? WhyRefused(JobNotification notification) =>
        (notification.WebhookUrl is { } url ? WhyUrlRefused(url) : null)
        ?? (notification.Email is { } address ? WhyAddressRefused(address) : null);

    /// <inheritdoc/>
    public JobNotification? WithDefaults(JobNotification? asked)
    {
        string? url = asked?.WebhookUrl ?? (_options.WebhookUrl is { Length: > 0 } hook ? hook : null);
        string? email = asked?.Email ?? (_options.SmtpTo is { Length: > 0 } address ? address : null);
        return url is null && email is null ? null : new JobNotification(url, email);
    }

    /// <inheritdoc/>
    public NotificationStatus? Status(JobSnapshot job)
    {
        if (!job.IsEnded || job.Definition.Notification is not { } notification)
        {
            return null;
        }

        return outbox.Find(job.Definition.JobId) is { } entry && entry.IsAbout(job.EndedAt ?? job.UpdatedAt)
            ? entry.Status
            : new NotificationStatus(
                notification.WebhookUrl is null ? null : NotTried, notification.Email is null ? null : NotTried);
    }

    private string? WhyUrlRefused(string url)
    {
        if (!_options.WebhookEnabled)
        {
            return "This service calls no webhooks.";
        }

        if (url.Length > LongestUrl)
        {
            return $"The webhook's address is longer than {LongestUrl} characters.";
        }

        return policy.WhyRefused(url, out _) is { } reason ? $"The webhook is not called: {reason}." : null;
    }

    private string? WhyAddressRefused(string text)
    {
        if (!_options.SendsLetters)
        {
            return "This service sends no e-mail: it has no mail server configured.";
        }

        if (!MailBox.TryParse(text, out MailAddress? address))
        {
            return "The e-mail address is not one; it must look like 'name@example.org', without a display name.";
        }

        string[] domains = _options.SmtpAllowedDomains.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        bool isAllowed = domains.Length == 0
            || domains.Contains(address.Host, StringComparer.OrdinalIgnoreCase)
            || address.Address.Equals(_options.SmtpTo, StringComparison.OrdinalIgnoreCase);
        return isAllowed ? null : "The e-mail address is not of a domain that this service sends to.";
    }
}
