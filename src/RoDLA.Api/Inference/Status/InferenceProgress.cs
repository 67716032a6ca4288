namespace RoDLA.Api.Inference.Status;

/// <summary>Progress of a job.</summary>
/// <param name="TotalImages">Images in the job.</param>
/// <param name="ProcessedImages">Images that succeeded, failed or were cancelled.</param>
/// <param name="Percentage">Share of the processed images, 0 to 100, 2 decimals.</param>
public sealed record InferenceProgress(int TotalImages, int ProcessedImages, double Percentage)
{
    /// <summary>What is being done, in words; absent unless the job is in work.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CurrentStage { get; init; }

    /// <summary>Estimated end, UTC; absent when unknown, and at the end.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? EstimatedCompletion { get; init; }

    internal static InferenceProgress Of(JobSnapshot job, DateTimeOffset now) =>
        new(job.Progress.Total, job.Progress.Current, job.Progress.Percentage)
        {
            CurrentStage = Stage(job),
            EstimatedCompletion = InferenceStatus.Completion(job, now),
        };

    private static string? Stage(JobSnapshot job) => job switch
    {
        { IsFinal: true } => null,
        { Progress.WaitsForDisk: true } => "Waiting for room on the disk",
        { State: JobState.Queued } => null,
        { Progress: { Current: var done, Total: var total } } when done == total => "Summarizing results",
        { Definition.Settings.Detection: { Slices: not null, Rules: not null } } => "Running SAHI inference and layout rules",
        { Definition.Settings.Detection.Slices: not null } => "Running SAHI inference",
        { Definition.Settings.Detection.Rules: not null } => "Running inference and layout rules",
        _ => "Running inference",
    };
}
