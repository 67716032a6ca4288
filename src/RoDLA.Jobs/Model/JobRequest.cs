namespace RoDLA.Jobs.Model;

/// <summary>Options of a new job, without its images.</summary>
/// <param name="Settings">Processing of each image.</param>
public sealed record JobRequest(JobSettings Settings)
{
    /// <summary>Name of the API key that sent it; null when there are no keys.</summary>
    public string? Owner { get; init; }

    /// <summary>Priority among jobs.</summary>
    public JobPriority Priority { get; init; } = JobPriority.Normal;

    /// <summary>Most images of the job at a time; null for the configured number.</summary>
    public int? MaxConcurrent { get; init; }

    /// <summary>Attempts after the first; null for the configured number.</summary>
    public int? MaxRetries { get; init; }

    /// <summary>Wait before the first retry; null for the configured one.</summary>
    public TimeSpan? RetryDelay { get; init; }

    /// <summary>Earliest time that an image of it is begun; null for at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Id of the upload that its images come from; null for none.</summary>
    public string? UploadId { get; init; }

    /// <summary>Recipients of the notification at the end; null for the configured ones.</summary>
    public JobNotification? Notification { get; init; }
}
