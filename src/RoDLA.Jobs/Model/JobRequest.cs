namespace RoDLA.Jobs.Model;

/// <summary>What a surface asks of a new job, beside its images.</summary>
/// <param name="Settings">What to do with each image.</param>
public sealed record JobRequest(JobSettings Settings)
{
    /// <summary>Which jobs go before this one.</summary>
    public JobPriority Priority { get; init; } = JobPriority.Normal;

    /// <summary>Images of the job at once; null for the configured number.</summary>
    public int? MaxConcurrent { get; init; }

    /// <summary>Attempts after the first; null for the configured number.</summary>
    public int? MaxRetries { get; init; }

    /// <summary>Wait before the first retry; null for the configured one.</summary>
    public TimeSpan? RetryDelay { get; init; }

    /// <summary>Who is told when it ends; null for nobody.</summary>
    public JobNotification? Notification { get; init; }
}
