using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Store;

/// <summary>The properties that are read of a record.</summary>
/// <param name="Status">State of the job.</param>
/// <param name="UpdatedAt">When it last changed, UTC.</param>
/// <param name="StartedAt">When its first image was begun, UTC.</param>
/// <param name="CompletedAt">When it reached a final state, UTC.</param>
/// <param name="Error">Why the whole job failed or was ended.</param>
/// <param name="Summary">Figures over all images.</param>
/// <param name="Resume">The state to resume from.</param>
internal sealed record StoredRecord(
    JobState Status,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? CompletedAt,
    string? Error,
    JobSummary? Summary,
    ResumeState Resume)
{
    /// <summary>Why it is not a valid record of the job; null when it is.</summary>
    public string? WhyBroken(string jobId) =>
        Resume?.Definition is not { } definition || Resume.Items is null ? "it has no state to resume from."
        : definition.JobId != jobId || !JobId.IsValid(jobId) ? "it belongs to another job."
        : definition.OutputFolder is { } folder && !JobFolders.IsResultName(folder) ? "its result folder is not one of the service."
        : definition.Items is not { Count: > 0 } ? "it has no images."
        : definition.Items.Count != Resume.Items.Count ? "its images are incomplete."
        : definition.Settings is null || definition.Policy is null ? "it has no settings."
        : null;
}
