using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Status;

/// <summary>
/// Status of a job for clients and in its record on disk (keys in snake_case). It has no address of a recipient and no stack trace:
/// internal errors are in the log, under the trace id of the image.
/// </summary>
public record BatchJobStatus
{
    /// <summary>Id of the job.</summary>
    public required string JobId { get; init; }

    /// <summary>queued, processing, completed, partial, failed or cancelled.</summary>
    public required JobState Status { get; init; }

    /// <summary>When it was accepted, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed, UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When its first image was begun, UTC.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it reached a final state, UTC.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Its options.</summary>
    public required BatchJobConfig Config { get; init; }

    /// <summary>Its progress.</summary>
    public required BatchJobProgress Progress { get; init; }

    /// <summary>The images in a final state, in the order of the images.</summary>
    public required IReadOnlyList<BatchImageStatus> Results { get; init; }

    /// <summary>The other images, in the order of the images.</summary>
    public required IReadOnlyList<BatchImageStatus> Unfinished { get; init; }

    /// <summary>Figures over all images; null before the end.</summary>
    public JobSummary? Summary { get; init; }

    /// <summary>Folder of the results, as <c>outputs/batch_20241123_143022</c>; null when none was requested.</summary>
    public string? OutputDir { get; init; }

    /// <summary>Why the whole job failed or was ended; null when only single images failed.</summary>
    public string? Error { get; init; }

    /// <summary>The last image that failed; null for none.</summary>
    public ItemFailure? LastError { get; init; }

    /// <summary>Priority among jobs.</summary>
    public JobPriority Priority { get; init; }

    /// <summary>Number of unfinished jobs before this one; 0 once it is processed.</summary>
    public int QueuePosition { get; init; }

    /// <summary>Current speed in images a minute; null before the first.</summary>
    public double? ImagesPerMinute { get; init; }

    /// <summary>Estimated seconds until the end; null when unknown.</summary>
    public double? EstimatedTimeRemainingSeconds { get; init; }

    /// <summary>Whether it waits because the disk of the service is full; it continues by itself when there is room.</summary>
    public bool WaitingForDisk { get; init; }

    /// <summary>Successful share of the images that succeeded or failed, 0 to 100; null before the first.</summary>
    public double? SuccessRate { get; init; }

    /// <summary>The status of a job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="paths">Paths of its files.</param>
    public static BatchJobStatus From(JobSnapshot job, JobPaths paths)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(paths);
        List<BatchImageStatus> results = new(job.Progress.Current);
        List<BatchImageStatus> unfinished = new(job.Progress.Remaining);
        int index = 0;
        foreach (ItemRecord item in job.Items)
        {
            (item.State.IsFinal() ? results : unfinished).Add(BatchImageStatus.From(job.Definition, index++, item, paths));
        }

        return new BatchJobStatus
        {
            JobId = job.Definition.JobId,
            Status = job.State,
            CreatedAt = job.Definition.CreatedAt,
            UpdatedAt = job.UpdatedAt,
            StartedAt = job.StartedAt,
            CompletedAt = job.EndedAt,
            Config = BatchJobConfig.From(job.Definition),
            Progress = BatchJobProgress.From(job),
            Results = results,
            Unfinished = unfinished,
            Summary = job.Summary,
            OutputDir = job.Definition.OutputFolder is null ? null : paths.Shown(paths.ResultFolder(job.Definition)),
            Error = job.Error,
            LastError = job.Progress.LastFailure,
            Priority = job.Definition.Priority,
            QueuePosition = job.Progress.QueuePosition,
            ImagesPerMinute = job.Progress.ImagesPerMinute,
            EstimatedTimeRemainingSeconds = job.Progress.SecondsLeft,
            WaitingForDisk = job.Progress.WaitsForDisk,
            SuccessRate = job.Progress.SuccessRate,
        };
    }
}
