using RoDLA.Api.Batches.Status;

namespace RoDLA.Api.Batches.Submit;

/// <summary>A job was accepted; its images are on disk.</summary>
/// <param name="JobId">Its id.</param>
/// <param name="Status">queued.</param>
/// <param name="Message">A message for people.</param>
/// <param name="TotalImages">Images in the job, including those in archives and the pages of documents.</param>
/// <param name="StatusEndpoint">Path of its status.</param>
/// <param name="EstimatedTimeSeconds">Estimated seconds until its end; null while nothing is known yet.</param>
/// <param name="IgnoredEntries">Ignored entries of archives: folders, and metadata of file managers.</param>
/// <param name="Notes">What to know of the request, such as a field that is not known; empty when nothing.</param>
/// <param name="Links">Paths of what belongs to the job.</param>
public sealed record BatchAccepted(
    string JobId,
    string Status,
    string Message,
    int TotalImages,
    string StatusEndpoint,
    int? EstimatedTimeSeconds,
    int IgnoredEntries,
    IReadOnlyList<string> Notes,
    JobLinks Links);
