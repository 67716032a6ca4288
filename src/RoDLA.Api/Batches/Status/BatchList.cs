namespace RoDLA.Api.Batches.Status;

/// <summary>Jobs, newest first.</summary>
/// <param name="Jobs">The jobs of this page.</param>
/// <param name="Total">Number of jobs with the requested status.</param>
/// <param name="Page">Number of the page, from 1.</param>
/// <param name="PageSize">Jobs on a page.</param>
public sealed record BatchList(IReadOnlyList<BatchStatus> Jobs, int Total, int Page, int PageSize);
