using RoDLA.Api.Batches.Status;

namespace RoDLA.Api.Batches.Submit;

/// <summary>A job was accepted; its images are on disk.</summary>
/// <param name="JobId">Its id.</param>
/// <param name="Status">queued.</param>
/// <param name="Message">What happens now.</param>
/// <param name="TotalImages">Images in the job, those in archives and the pages of documents included.</param>
/// <param name="StatusEndpoint">Path to ask how far it is.</param>
/// <param name="EstimatedTimeSeconds">Seconds until its end, from measured speed and from what waits; null while the model is loaded.</param>
/// <param name="IgnoredEntries">Entries of archives that were passed over: folders, and what file managers leave behind.</param>
/// <param name="Links">Where to go from here.</param>
public sealed record BatchAccepted(
    string JobId,
    string Status,
    string Message,
    int TotalImages,
    string StatusEndpoint,
    int? EstimatedTimeSeconds,
    int IgnoredEntries,
    JobLinks Links);
