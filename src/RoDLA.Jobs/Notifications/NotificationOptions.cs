namespace RoDLA.Jobs.Notifications;

/// <summary>Notifications about the end of jobs.</summary>
public sealed class NotificationOptions : IValidatableObject
{
    /// <summary>Port of SMTP over TLS (RFC 8314).</summary>
    internal const int SmtpTlsPort = 465;

    /// <summary>Section of the configuration.</summary>
    public const string Section = "Notifications";

    /// <summary>Attempts before a notification is given up.</summary>
    /// <value>The default is 5; 1 to 50.</value>
    [Range(1, 50)]
    public int MaxAttempts { get; set; } = 5;

    /// <summary>Wait before the second attempt; it grows fourfold with each, plus a jitter of up to 25 %.</summary>
    /// <value>The default is 30 seconds; 0 to 1 day.</value>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest wait between two attempts.</summary>
    /// <value>The default is 1 hour; 0 to 1 day.</value>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Public URL of the service for the links in emails: <c>https://layout.example.org</c>.</summary>
    /// <value>The default is empty: emails have paths only.</value>
    [WebAddress]
    public string PublicUrl { get; set; } = "";

    /// <summary>Whether jobs may name a webhook.</summary>
    /// <value>The default is true.</value>
    public bool WebhookEnabled { get; set; } = true;

    /// <summary>Webhook of every job that names none.</summary>
    /// <value>The default is empty: none.</value>
    [WebAddress]
    public string WebhookUrl { get; set; } = "";

    /// <summary>Key of the signature of webhooks (HMAC-SHA256). Never logged or returned.</summary>
    /// <value>The default is empty: webhooks have no header <c>X-RoDLA-Signature</c>.</value>
    public string WebhookSecret { get; set; } = "";

    /// <summary>Time limit for the response to a webhook.</summary>
    /// <value>The default is 10 seconds; 1 to 300 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan WebhookTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Mail server.</summary>
    /// <value>The default is empty: no email.</value>
    public string SmtpHost { get; set; } = "";

    /// <summary>Port of the mail server; on 465 the connection begins with TLS.</summary>
    /// <value>The default is 587; 1 to 65,535.</value>
    [Range(1, 65_535)]
    public int SmtpPort { get; set; } = 587;

    /// <summary>Whether the connection begins with TLS on another port than 465 too.</summary>
    /// <value>The default is false.</value>
    public bool SmtpTls { get; set; }

    /// <summary>
    /// Whether the connection must be encrypted by <c>STARTTLS</c> before email or password are sent, unless it begins with TLS.
    /// </summary>
    /// <value>The default is true.</value>
    public bool SmtpStartTls { get; set; } = true;

    /// <summary>User name of the login.</summary>
    /// <value>The default is empty: no login.</value>
    public string SmtpUser { get; set; } = "";

    /// <summary>Password of the login. Never logged or returned.</summary>
    /// <value>The default is empty.</value>
    public string SmtpPassword { get; set; } = "";

    /// <summary>Sender of the emails; required with <see cref="SmtpHost"/>.</summary>
    /// <value>The default is empty.</value>
    [MailBox]
    public string SmtpFrom { get; set; } = "";

    /// <summary>Recipient of an email about every job that names no address.</summary>
    /// <value>The default is empty: none.</value>
    [MailBox]
    public string SmtpTo { get; set; } = "";

    /// <summary>Domains that jobs may name addresses of, separated by commas; <see cref="SmtpTo"/> is always allowed.</summary>
    /// <value>The default is empty: every domain.</value>
    public string SmtpAllowedDomains { get; set; } = "";

    /// <summary>Time limit for sending an email.</summary>
    /// <value>The default is 30 seconds; 1 to 300 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan SmtpTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether email can be sent.</summary>
    internal bool SendsEmail => SmtpHost.Length > 0;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (SmtpHost.Length > 0 && SmtpFrom.Length == 0)
        {
            yield return new ValidationResult(
                "Notifications:SmtpFrom (RODLA_SMTP_FROM) must be set with a mail server.", [nameof(SmtpFrom)]);
        }

        if (SmtpTo.Length > 0 && SmtpHost.Length == 0)
        {
            yield return new ValidationResult(
                "Notifications:SmtpHost (RODLA_SMTP_HOST) must be set for email to SmtpTo.", [nameof(SmtpHost)]);
        }
    }
}
