using RoDLA.Jobs.Model;

namespace RoDLA.Api.Batches;

/// <summary>Images of a job, in the order they were sent.</summary>
/// <param name="JobId">Id of the job.</param>
/// <param name="Status">Where the job is.</param>
/// <param name="Total">Images that there are of the status asked for.</param>
/// <param name="Page">Number of the page, from 1.</param>
/// <param name="PageSize">Images on a page.</param>
/// <param name="Results">Those of this page.</param>
public sealed record JobResultPage(string JobId, JobState Status, int Total, int Page, int PageSize, IReadOnlyList<JobResult> Results);
