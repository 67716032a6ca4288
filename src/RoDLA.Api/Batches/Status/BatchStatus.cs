namespace RoDLA.Api.Batches.Status;

/// <summary>The status of a job on the Batch API.</summary>
/// <param name="JobId">Its id.</param>
/// <param name="Status">pending, processing, completed, failed or cancelled.</param>
/// <param name="TotalImages">Images in the job.</param>
/// <param name="Completed">Images that succeeded.</param>
/// <param name="Failed">Images that failed.</param>
/// <param name="Progress">Share of the finished images, successful or not, 0 to 100, 2 decimals.</param>
/// <param name="Images">The images, in the order they were sent.</param>
/// <param name="CreatedAt">When it was accepted, UTC.</param>
/// <param name="UpdatedAt">When anything last changed, UTC.</param>
public sealed record BatchStatus(
    string JobId,
    BatchState Status,
    int TotalImages,
    int Completed,
    int Failed,
    double Progress,
    IReadOnlyList<BatchItem> Images,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    /// <summary>When its first image was started, UTC.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended, UTC.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Why the whole job failed or was stopped.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Error { get; init; }

    /// <summary>The last image that failed; null when none did.</summary>
    public ItemFailure? LastError { get; init; }

    /// <summary>Images that were cancelled.</summary>
    public int Cancelled { get; init; }

    /// <summary>Earliest start, UTC; absent when it starts at once.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Its priority: high, normal or low.</summary>
    public JobPriority Priority { get; init; }

    /// <summary>Unfinished jobs before this one in the queue; 0 when it is in work, or ended.</summary>
    public int QueuePosition { get; init; }

    /// <summary>Recent images per minute; null before the first.</summary>
    public double? ImagesPerMinute { get; init; }

    /// <summary>Seconds until the end at the present rate; null when the rate is not known yet.</summary>
    public double? EstimatedTimeRemainingSeconds { get; init; }

    /// <summary>Whether it waits because the disk of the service is full; it continues by itself when there is room.</summary>
    public bool WaitingForDisk { get; init; }

    /// <summary>Share of the finished images that succeeded, 0 to 100; null before the first.</summary>
    public double? SuccessRate { get; init; }

    /// <summary>Increases with every change of the job; <c>?wait=30&amp;version=N</c> waits for a later one.</summary>
    public long Version { get; init; }

    /// <summary>State of the notifications about its end; null when none was asked for, or it has not ended.</summary>
    public NotificationStatus? Notifications { get; init; }

    /// <summary>Paths of what belongs to the job.</summary>
    public required JobLinks Links { get; init; }

    /// <summary>The status of a job.</summary>
    internal static BatchStatus From(JobView view)
    {
        JobSnapshot job = view.Job;
        JobProgress progress = job.Progress;
        return new BatchStatus(
            view.JobId,
            BatchStates.Of(job.State),
            progress.Total,
            progress.Successful,
            progress.Failed,
            progress.Percentage,
            new BatchItems(view),
            job.Definition.CreatedAt,
            job.UpdatedAt)
        {
            StartedAt = job.StartedAt,
            CompletedAt = job.EndedAt,
            Error = job.Error,
            LastError = progress.LastFailure,
            Cancelled = progress.Cancelled,
            NotBefore = job.Definition.NotBefore,
            Priority = job.Definition.Priority,
            QueuePosition = progress.QueuePosition,
            ImagesPerMinute = progress.ImagesPerMinute,
            EstimatedTimeRemainingSeconds = progress.SecondsLeft,
            WaitingForDisk = progress.WaitsForDisk,
            SuccessRate = progress.SuccessRate,
            Version = job.Version,
            Notifications = view.Notifications,
            Links = view.Links,
        };
    }
}
