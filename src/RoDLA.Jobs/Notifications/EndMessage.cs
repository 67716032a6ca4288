using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Notifications;

/// <summary>What is told of a job that has ended; the body of a webhook, and what a letter is written from.</summary>
/// <param name="Event"><c>job.completed</c>, <c>job.partial</c>, <c>job.failed</c> or <c>job.cancelled</c>.</param>
/// <param name="DeliveryId">The same for every try of the same message: one who was told twice knows by it.</param>
/// <param name="Timestamp">When the job ended, UTC.</param>
/// <param name="JobId">Id of the job.</param>
/// <param name="Status">State that it ended in.</param>
/// <param name="Counts">What became of its images.</param>
internal sealed record EndMessage(
    string Event, string DeliveryId, DateTimeOffset Timestamp, string JobId, JobState Status, EndCounts Counts)
{
    /// <summary>Most failures that a message names.</summary>
    private const int MostFailures = 5;

    /// <summary>When the job was accepted, UTC.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Seconds from the first image's begin to the job's end, 3 decimals; null when no image was begun.</summary>
    public double? DurationSeconds { get; init; }

    /// <summary>Share of the finished images that succeeded, 0 to 100.</summary>
    public double? SuccessRate { get; init; }

    /// <summary>Why the whole job failed or was ended.</summary>
    public string? Error { get; init; }

    /// <summary>Figures over all images.</summary>
    public JobSummary? Summary { get; init; }

    /// <summary>The first images that failed.</summary>
    public IReadOnlyList<EndFailure> Failures { get; init; } = [];

    /// <summary>Folder of the results below the output folder.</summary>
    public string? OutputFolder { get; init; }

    /// <summary>Path of the job's status.</summary>
    public string StatusUrl => $"/api/v1/batch/{JobId}";

    /// <summary>Path of the job's results.</summary>
    public string ResultsUrl => $"/api/v1/batch/{JobId}/results";

    /// <summary>The message about a job that has ended.</summary>
    public static EndMessage About(JobSnapshot job)
    {
        JobProgress progress = job.Progress;
        DateTimeOffset ended = job.EndedAt ?? job.UpdatedAt;
        return new EndMessage(
            "job." + job.State.ToString().ToLowerInvariant(),
            Guid.NewGuid().ToString(),
            ended,
            job.Definition.JobId,
            job.State,
            new EndCounts(progress.Total, progress.Successful, progress.Failed, progress.Cancelled))
        {
            CreatedAt = job.Definition.CreatedAt,
            DurationSeconds = job.StartedAt is { } started ? Math.Round(Math.Max(0, (ended - started).TotalSeconds), 3) : null,
            SuccessRate = progress.SuccessRate,
            Error = job.Error,
            Summary = job.Summary,
            Failures = [.. Failed(job).Take(MostFailures)],
            OutputFolder = job.Definition.OutputFolder,
        };
    }

    private static IEnumerable<EndFailure> Failed(JobSnapshot job) =>
        from pair in job.Items.Zip(job.Definition.Items)
        where pair.First.State == ItemState.Failed
        select new EndFailure(pair.Second.Index, pair.Second.Name, pair.First.Category ?? ErrorCategory.Internal, pair.First.Error ?? "");
}

/// <summary>What became of the images of a job.</summary>
internal sealed record EndCounts(int Total, int Successful, int Failed, int Cancelled);

/// <summary>An image that failed.</summary>
internal sealed record EndFailure(int Index, string Image, ErrorCategory ErrorCategory, string Error);
