using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Store;

/// <summary>The properties that are read of a record.</summary>
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
