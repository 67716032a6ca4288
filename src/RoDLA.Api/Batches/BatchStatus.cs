using System.Text.Json.Serialization;
using RoDLA.Jobs.Engine;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;
using RoDLA.Jobs.Status;

namespace RoDLA.Api.Batches;

/// <summary>A job as the Batch API tells of it.</summary>
/// <param name="JobId">Its id.</param>
/// <param name="Status">pending, processing, completed, failed or cancelled.</param>
/// <param name="TotalImages">Images in the job.</param>
/// <param name="Completed">Images that succeeded.</param>
/// <param name="Failed">Images that were given up.</param>
/// <param name="Progress">Share of the images that are done, one way or the other, 0 to 100, 2 decimals.</param>
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
    /// <summary>When its first image was begun, UTC.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended, UTC.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Why the whole job failed or was ended.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Error { get; init; }

    /// <summary>The last image that failed; null when none did.</summary>
    public BatchLastError? LastError { get; init; }

    /// <summary>Images that were cancelled.</summary>
    public int Cancelled { get; init; }

    /// <summary>Which jobs go before this one: high, normal or low.</summary>
    public JobPriority Priority { get; init; }

    /// <summary>Unfinished jobs that go before this one; 0 when it is worked on, or ended.</summary>
    public int QueuePosition { get; init; }

    /// <summary>Images a minute lately; null before the first.</summary>
    public double? ImagesPerMinute { get; init; }

    /// <summary>Seconds until the end at the present speed; null when nothing is known yet.</summary>
    public double? EstimatedTimeRemainingSeconds { get; init; }

    /// <summary>Share of the finished images that succeeded, 0 to 100; null before the first.</summary>
    public double? SuccessRate { get; init; }

    /// <summary>Grows with every change of the job; <c>?wait=30&amp;version=N</c> waits for a later one.</summary>
    public long Version { get; init; }

    /// <summary>How far the messages about its end are; null when nobody is to be told, or it has not ended.</summary>
    public NotificationStatus? Notifications { get; init; }

    /// <summary>Where to go from here.</summary>
    public required JobLinks Links { get; init; }

    /// <summary>The status of a job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="paths">Where the files of jobs lie.</param>
    /// <param name="notifier">Knows how far the messages are.</param>
    public static BatchStatus From(JobSnapshot job, JobPaths paths, IJobNotifier notifier) => new(
        job.Definition.JobId,
        BatchStates.Of(job.State),
        job.Progress.Total,
        job.Progress.Successful,
        job.Progress.Failed,
        job.Progress.Percentage,
        new BatchItems(job, paths),
        job.Definition.CreatedAt,
        job.UpdatedAt)
    {
        StartedAt = job.StartedAt,
        CompletedAt = job.EndedAt,
        Error = job.Error,
        LastError = BatchLastError.From(job.Progress.LastFailure),
        Cancelled = job.Progress.Cancelled,
        Priority = job.Definition.Priority,
        QueuePosition = job.Progress.QueuePosition,
        ImagesPerMinute = job.Progress.ImagesPerMinute,
        EstimatedTimeRemainingSeconds = job.Progress.SecondsLeft,
        SuccessRate = job.Progress.SuccessRate,
        Version = job.Version,
        Notifications = notifier.Status(job),
        Links = JobLinks.Of(JobSurface.Batch.Path(job.Definition.JobId)),
    };
}
