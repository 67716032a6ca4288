using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Notifications;

/// <summary>The end of a job, as its notifications report it; stored until they are delivered.</summary>
/// <param name="Event"><c>job.completed</c>, <c>job.partial</c>, <c>job.failed</c> or <c>job.cancelled</c>.</param>
/// <param name="DeliveryId">The same for every attempt, so that a receiver recognizes a duplicate.</param>
/// <param name="Timestamp">When the job ended, UTC.</param>
/// <param name="JobId">Id of the job.</param>
/// <param name="Status">Final state of the job.</param>
/// <param name="Counts">Images by outcome.</param>
public record JobEnd(
    string Event, string DeliveryId, DateTimeOffset Timestamp, string JobId, JobState Status, JobEndCounts Counts)
{
    private const int MaxFailures = 5;

    /// <summary>When the job was accepted, UTC.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Seconds from the first image to the end, 3 decimals; null when no image was begun.</summary>
    public double? DurationSeconds { get; init; }

    /// <summary>Successful share of the images that succeeded or failed, 0 to 100.</summary>
    public double? SuccessRate { get; init; }

    /// <summary>Why the whole job failed or was ended.</summary>
    public string? Error { get; init; }

    /// <summary>Figures over all images.</summary>
    public JobSummary? Summary { get; init; }

    /// <summary>The first images that failed, at most five.</summary>
    public IReadOnlyList<ItemFailure> Failures { get; init; } = [];

    /// <summary>Folder of the results below the output folder.</summary>
    public string? OutputFolder { get; init; }

    /// <summary>The end of a job that is final.</summary>
    internal static JobEnd Of(JobSnapshot job)
    {
        JobProgress progress = job.Progress;
        DateTimeOffset ended = job.EndedAt ?? job.UpdatedAt;
        return new JobEnd(
            "job." + job.State.ToString().ToLowerInvariant(),
            Guid.NewGuid().ToString(),
            ended,
            job.Definition.JobId,
            job.State,
            new JobEndCounts(progress.Total, progress.Successful, progress.Failed, progress.Cancelled))
        {
            CreatedAt = job.Definition.CreatedAt,
            DurationSeconds = job.StartedAt is { } started ? Math.Round(Math.Max(0, (ended - started).TotalSeconds), 3) : null,
            SuccessRate = progress.SuccessRate,
            Error = job.Error,
            Summary = job.Summary,
            Failures =
            [
                .. Enumerable.Range(0, job.Items.Count)
                    .Where(i => job.Items[i].State == ItemState.Failed)
                    .Take(MaxFailures)
                    .Select(i => ItemFailure.Of(job.Definition, i, job.Items[i])),
            ],
            OutputFolder = job.Definition.OutputFolder,
        };
    }
}

/// <summary>Images of a job by outcome.</summary>
public sealed record JobEndCounts(int Total, int Successful, int Failed, int Cancelled);
