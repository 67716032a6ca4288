using RoDLA.Api.Batches.Status;

namespace RoDLA.Api.Batches.Submit;

/// <summary>A job was accepted; the images of the request are on disk.</summary>
/// <param name="JobId">Its id.</param>
/// <param name="Status">pending.</param>
/// <param name="CreatedAt">When it was accepted, UTC.</param>
/// <param name="Message">A message for people.</param>
/// <param name="TotalImages">Images in the job.</param>
/// <param name="EstimatedTimeSeconds">Estimated seconds until its end; null while nothing is known yet.</param>
/// <param name="Notes">What to know of the request, such as a field that is not known; empty when nothing.</param>
/// <param name="Links">Paths of what belongs to the job.</param>
public sealed record BatchCreated(
    string JobId,
    BatchState Status,
    DateTimeOffset CreatedAt,
    string Message,
    int TotalImages,
    int? EstimatedTimeSeconds,
    IReadOnlyList<string> Notes,
    JobLinks Links);
