using RoDLA.Api.Batches.Status;

namespace RoDLA.Api.Batches.Submit;

/// <summary>A job was accepted; what was sent of its images is on disk.</summary>
/// <param name="JobId">Its id.</param>
/// <param name="Status">pending.</param>
/// <param name="CreatedAt">When it was accepted, UTC.</param>
/// <param name="Message">What happened.</param>
/// <param name="TotalImages">Images in the job.</param>
/// <param name="EstimatedTimeSeconds">Seconds until its end, from measured speed and from what waits; null when nothing was measured yet.</param>
/// <param name="Links">Where to go from here.</param>
public sealed record BatchCreated(
    string JobId,
    BatchState Status,
    DateTimeOffset CreatedAt,
    string Message,
    int TotalImages,
    int? EstimatedTimeSeconds,
    JobLinks Links);
