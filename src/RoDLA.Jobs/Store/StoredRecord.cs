using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Store;

/// <summary>What is read of a record.</summary>
/// <param name="Status">Where the job was in its life.</param>
/// <param name="UpdatedAt">When anything had last changed, UTC.</param>
/// <param name="StartedAt">When its first image was begun, UTC.</param>
/// <param name="CompletedAt">When it reached a final state, UTC.</param>
/// <param name="Error">Why the whole job failed or was ended.</param>
/// <param name="Summary">Figures over all images.</param>
/// <param name="Resume">What is needed to go on.</param>
internal sealed record StoredRecord(
    JobState Status,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? CompletedAt,
    string? Error,
    JobSummary? Summary,
    ResumeState Resume)
{
    /// <summary>What keeps it from being a job; null when nothing does.</summary>
    public string? WhyBroken(string jobId) =>
        Resume?.Definition is not { } definition || Resume.Items is null ? "it has no part to go on with"
        : definition.JobId != jobId || !Guid.TryParse(jobId, out _) ? "it is another job's"
        : definition.OutputFolder is { } folder && !JobFolders.IsResultName(folder) ? "its results are not in a folder of the service's"
        : definition.Items is not { Count: > 0 } ? "it has no images"
        : definition.Items.Count != Resume.Items.Count ? "its images are not all there"
        : definition.Settings is null || definition.Policy is null ? "its settings are not there"
        : null;
}
