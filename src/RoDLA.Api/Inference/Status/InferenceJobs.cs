namespace RoDLA.Api.Inference.Status;

/// <summary>Jobs, newest first.</summary>
/// <param name="Jobs">The jobs of this page.</param>
/// <param name="Total">Number of jobs that match the filter.</param>
/// <param name="Page">Number of the page, from 1.</param>
/// <param name="PageSize">Jobs on a page.</param>
public sealed record InferenceJobs(IReadOnlyList<InferenceStatus> Jobs, int Total, int Page, int PageSize);
