using RoDLA.Api.Batches.Status;

namespace RoDLA.Api.Inference.Status;

/// <summary>The status of a job on the inference API; a property that does not apply to its state is absent.</summary>
/// <param name="JobId">Its id.</param>
/// <param name="Status">queued, processing, completed, failed or cancelled.</param>
/// <param name="CreatedAt">When it was accepted, UTC.</param>
/// <param name="UpdatedAt">When it last changed, UTC.</param>
/// <param name="Progress">Its progress.</param>
/// <param name="Version">Grows with every change of the job; <c>?wait=30&amp;version=N</c> waits for a later one.</param>
public sealed record InferenceStatus(
    string JobId, InferenceState Status, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, InferenceProgress Progress, long Version)
{
    /// <summary>What it does with its images: detection or robustness.</summary>
    public JobKind Kind { get; init; }

    /// <summary>Id of the upload that its images come from.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? UploadId { get; init; }

    /// <summary>Earliest start, UTC.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Number of unfinished jobs before it in the queue.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? QueuePosition { get; init; }

    /// <summary>When its first image was begun, UTC.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it was completed, UTC.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>When it failed, UTC.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? FailedAt { get; init; }

    /// <summary>When it was cancelled, UTC.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? CancelledAt { get; init; }

    /// <summary>Figures over all images, at the end.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public InferenceSummary? Summary { get; init; }

    /// <summary>Why the whole job failed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public InferenceFailure? Error { get; init; }

    /// <summary>The images that failed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FailedImage>? FailedImages { get; init; }

    /// <summary>Path of its results, at the end.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ResultsUrl { get; init; }

    /// <summary>Path of the pictures of its images, at the end.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? VisualizationUrl { get; init; }

    /// <summary>The estimated end of a job, UTC; null when unknown, and at the end.</summary>
    internal static DateTimeOffset? Completion(JobSnapshot job, DateTimeOffset now) =>
        !job.IsFinal && job.Progress.SecondsLeft is { } seconds ? now.AddSeconds(seconds) : null;

    /// <summary>The status of a job.</summary>
    internal static InferenceStatus From(JobView view, DateTimeOffset now)
    {
        JobSnapshot job = view.Job;
        JobDefinition definition = job.Definition;
        InferenceState state = InferenceStates.Of(job.State);
        bool hasResults = job.IsFinal && job.Progress.Successful > 0;
        bool isDrawn = definition.Settings.Annotation is not { Enabled: false };
        return new InferenceStatus(
            view.JobId, state, definition.CreatedAt, job.UpdatedAt, InferenceProgress.Of(job, now), job.Version)
        {
            Kind = definition.Settings.Robustness is null ? JobKind.Detection : JobKind.Robustness,
            UploadId = definition.UploadId,
            NotBefore = definition.NotBefore,
            QueuePosition = state == InferenceState.Queued ? job.Progress.QueuePosition : null,
            StartedAt = job.StartedAt,
            CompletedAt = state == InferenceState.Completed ? job.EndedAt : null,
            FailedAt = state == InferenceState.Failed ? job.EndedAt : null,
            CancelledAt = state == InferenceState.Cancelled ? job.EndedAt : null,
            Summary = InferenceSummary.Of(job),
            Error = state == InferenceState.Failed ? InferenceFailure.Of(job) : null,
            FailedImages = job.Progress.Failed > 0 ? [.. FailedImage.Of(job)] : null,
            ResultsUrl = hasResults ? InferenceLinks.Results(view.JobId) : null,
            VisualizationUrl = hasResults && isDrawn ? InferenceLinks.Visualization(view.JobId) : null,
        };
    }
}
