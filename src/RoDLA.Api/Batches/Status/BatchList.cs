namespace RoDLA.Api.Batches.Status;

/// <summary>Jobs, newest first.</summary>
/// <param name="Jobs">Those of this page.</param>
/// <param name="Total">Those that there are of the status asked for.</param>
/// <param name="Page">Number of the page, from 1.</param>
/// <param name="PageSize">Jobs on a page.</param>
public sealed record BatchList(IReadOnlyList<BatchStatus> Jobs, int Total, int Page, int PageSize);
