using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Status;

/// <summary>
/// A job as clients and the record on the disk see it (keys in snake_case). It holds no address of who is told and no trace of the stack:
/// what went wrong inside is in the log, under the image's trace id.
/// </summary>
public record BatchJobStatus
{
    /// <summary>Id of the job.</summary>
    public required string JobId { get; init; }

    /// <summary>queued, processing, completed, partial, failed or cancelled.</summary>
    public required JobState Status { get; init; }

    /// <summary>When it was accepted, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When anything last changed, UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When its first image was begun, UTC.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it reached a final state, UTC.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>What was asked for.</summary>
    public required BatchJobConfig Config { get; init; }

    /// <summary>How far it is.</summary>
    public required BatchJobProgress Progress { get; init; }

    /// <summary>The images that are done, in the order they were sent.</summary>
    public required IReadOnlyList<BatchImageStatus> Results { get; init; }

    /// <summary>The images that are not, in the order they were sent.</summary>
    public required IReadOnlyList<BatchImageStatus> Unfinished { get; init; }

    /// <summary>Figures over all images; null before the end.</summary>
    public JobSummary? Summary { get; init; }

    /// <summary>Folder of the results, as <c>outputs/batch_20241123_143022</c>; null when none was asked for.</summary>
    public string? OutputDir { get; init; }

    /// <summary>Why the whole job failed or was ended; null when nothing but single images did.</summary>
    public string? Error { get; init; }

    /// <summary>The last image that failed; null when none did.</summary>
    public BatchLastError? LastError { get; init; }

    /// <summary>Which jobs go before this one.</summary>
    public JobPriority Priority { get; init; }

    /// <summary>Unfinished jobs that go before this one; 0 when it is worked on, or ended.</summary>
    public int QueuePosition { get; init; }

    /// <summary>Images a minute lately; null before the first.</summary>
    public double? ImagesPerMinute { get; init; }

    /// <summary>Seconds until the end at the present speed; null when nothing is known yet.</summary>
    public double? EstimatedTimeRemainingSeconds { get; init; }

    /// <summary>Share of the finished images that succeeded, 0 to 100; null before the first.</summary>
    public double? SuccessRate { get; init; }

    /// <summary>The status of a job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="paths">Where its files lie.</param>
    public static BatchJobStatus From(JobSnapshot job, JobPaths paths) => StatusMapping.Map(job, paths);
}
