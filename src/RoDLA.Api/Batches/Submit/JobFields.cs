using RoDLA.Api.Forms;
using RoDLA.Api.Uploads;

namespace RoDLA.Api.Batches.Submit;

/// <summary>How and when a new job runs, whatever it does; the fields are the same on every surface.</summary>
internal sealed class JobFields(IJobNotifier notifier, IOptions<JobOptions> jobs, TimeProvider time)
{
    private readonly TimeField _notBefore = new(
        "not_before", "Earliest start of the job, ISO 8601 with `Z` or an offset; at once when it is not sent, or is in the past.")
    {
        Example = "2026-03-01T02:00:00Z",
        WhyRefused = start => start - time.GetUtcNow() > jobs.Value.MaxStartDelay
            ? string.Create(CultureInfo.InvariantCulture, $"It must be at most {jobs.Value.MaxStartDelay.TotalDays:0.##} days from now.")
            : null,
    };

    private readonly EnumField<JobPriority> _priority = new("priority", "Priority of the job.", JobPriority.Normal);

    private readonly IntegerField _maxConcurrent = new(
        "max_concurrent", "Images of the job in parallel; the number of workers when it is not sent.")
    {
        Example = 2,
        Least = 1,
        Most = 256,
    };

    private readonly IntegerField _maxRetries = new("max_retries", "Retries after a transient fault.", jobs.Value.MaxRetries)
    {
        Least = 0,
        Most = 20,
    };

    private readonly IntegerField _retryDelay = new(
        "retry_delay", "Delay before the first retry in milliseconds; it doubles with each.", (long)jobs.Value.RetryDelay.TotalMilliseconds)
    {
        Least = 0,
        Most = 300_000,
    };

    private readonly TextField _webhook = new("webhook_url", "URL that receives a signed POST when the job has ended.")
    {
        Example = "https://hooks.example.org/rodla",
        Format = "uri",
        WhyRefused = url => notifier.WhyRefused(new JobNotification(url, null)),
    };

    private readonly TextField _email = new("email", "Address that receives an email when the job has ended, if the server can send email.")
    {
        Example = "team@example.org",
        Format = "email",
        WhyRefused = address => notifier.WhyRefused(new JobNotification(null, address)),
    };

    /// <summary>The fields, in the order of the document.</summary>
    public IReadOnlyList<FormField> All => [_notBefore, _priority, _maxConcurrent, _maxRetries, _retryDelay, _webhook, _email];

    /// <summary>Reads them for a job of some settings; mistakes are added to <paramref name="form"/>.</summary>
    public JobRequest Read(FormFields form, JobSettings settings)
    {
        string? webhook = _webhook.Read(form);
        string? email = _email.Read(form);
        return new JobRequest(settings)
        {
            NotBefore = _notBefore.Read(form),
            Priority = _priority.Read(form),
            MaxConcurrent = (int?)_maxConcurrent.Read(form),
            MaxRetries = (int?)_maxRetries.Read(form),
            RetryDelay = _retryDelay.Read(form) is { } delay ? TimeSpan.FromMilliseconds(delay) : null,
            Notification = webhook is null && email is null ? null : new JobNotification(webhook, email),
        };
    }
}
