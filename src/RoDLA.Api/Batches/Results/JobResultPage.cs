namespace RoDLA.Api.Batches.Results;

/// <summary>A page of the images of a job, in the order of the request.</summary>
/// <param name="JobId">Id of the job.</param>
/// <param name="Status">State of the job.</param>
/// <param name="Total">Number of images with the requested status.</param>
/// <param name="Page">Number of the page, from 1.</param>
/// <param name="PageSize">Images on a page.</param>
/// <param name="Results">The images of this page.</param>
public sealed record JobResultPage(string JobId, JobState Status, int Total, int Page, int PageSize, IReadOnlyList<JobResult> Results);
