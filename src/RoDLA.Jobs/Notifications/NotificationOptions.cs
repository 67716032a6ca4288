using System.ComponentModel.DataAnnotations;

namespace RoDLA.Jobs.Notifications;

/// <summary>Who is told that a job has ended, and how.</summary>
public sealed class NotificationOptions : IValidatableObject
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Notifications";

    /// <summary>Times that a message is tried before it is given up.</summary>
    /// <value>The default is 5; 1 to 50.</value>
    [Range(1, 50)]
    public int MaxAttempts { get; set; } = 5;

    /// <summary>Wait before the second try; it grows fourfold with each, and is shaken by up to a quarter.</summary>
    /// <value>The default is 30 seconds; 0 to 1 day.</value>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest wait between two tries.</summary>
    /// <value>The default is 1 hour; 0 to 1 day.</value>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Where the service is reached from outside, for the links in letters: <c>https://layout.example.org</c>.</summary>
    /// <value>The default is empty: letters have paths alone.</value>
    [WebAddress]
    public string PublicUrl { get; set; } = "";

    /// <summary>Whether jobs may name a webhook.</summary>
    /// <value>The default is true.</value>
    public bool WebhookEnabled { get; set; } = true;

    /// <summary>Gets a POST at the end of every job that names no webhook itself, whether it names an address or not.</summary>
    /// <value>The default is empty: nobody.</value>
    [WebAddress]
    public string WebhookUrl { get; set; } = "";

    /// <summary>Key that webhooks are signed with (HMAC-SHA256). Never logged, never shown.</summary>
    /// <value>The default is empty: webhooks go out without the header <c>X-RoDLA-Signature</c>.</value>
    public string WebhookSecret { get; set; } = "";

    /// <summary>Longest that the receiver of a webhook may take to answer.</summary>
    /// <value>The default is 10 seconds; 1 to 300 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan WebhookTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Mail server.</summary>
    /// <value>The default is empty: no letters.</value>
    public string SmtpHost { get; set; } = "";

    /// <summary>Port of the mail server. Encryption from the first byte (465) is not spoken; <c>STARTTLS</c> is.</summary>
    /// <value>The default is 587; 1 to 65,535.</value>
    [Range(1, 65_535)]
    public int SmtpPort { get; set; } = 587;

    /// <summary>Whether the connection must be encrypted (<c>STARTTLS</c>) before a letter or a password is sent.</summary>
    /// <value>The default is true.</value>
    public bool SmtpStartTls { get; set; } = true;

    /// <summary>Name to log in with.</summary>
    /// <value>The default is empty: no log-in.</value>
    public string SmtpUser { get; set; } = "";

    /// <summary>Password to log in with. Never logged, never shown.</summary>
    /// <value>The default is empty.</value>
    public string SmtpPassword { get; set; } = "";

    /// <summary>Address that letters come from; needed with <see cref="SmtpHost"/>.</summary>
    /// <value>The default is empty.</value>
    [MailBox]
    public string SmtpFrom { get; set; } = "";

    /// <summary>Gets a letter at the end of every job that names no address itself, whether it names a webhook or not.</summary>
    /// <value>The default is empty: nobody.</value>
    [MailBox]
    public string SmtpTo { get; set; } = "";

    /// <summary>Domains that jobs may have letters sent to, separated by commas; <see cref="SmtpTo"/> is always allowed.</summary>
    /// <value>The default is empty: every domain.</value>
    public string SmtpAllowedDomains { get; set; } = "";

    /// <summary>Longest that sending a letter may take.</summary>
    /// <value>The default is 30 seconds; 1 to 300 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan SmtpTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether letters can be sent.</summary>
    internal bool SendsEmail => SmtpHost.Length > 0;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (SmtpHost.Length > 0 && SmtpFrom.Length == 0)
        {
            yield return new ValidationResult("Notifications:SmtpFrom (RODLA_SMTP_FROM) must be set with a mail server.", [nameof(SmtpFrom)]);
        }

        if (SmtpTo.Length > 0 && SmtpHost.Length == 0)
        {
            yield return new ValidationResult(
                "Notifications:SmtpHost (RODLA_SMTP_HOST) must be set for letters to be sent to SmtpTo.", [nameof(SmtpHost)]);
        }
    }
}
