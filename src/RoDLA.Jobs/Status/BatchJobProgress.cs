namespace RoDLA.Jobs.Status;

/// <summary>How far a job is.</summary>
/// <param name="Current">Images that are done, one way or the other.</param>
/// <param name="Total">Images in the job.</param>
/// <param name="Percentage">Share of the images that are done, 0 to 100, 2 decimals.</param>
/// <param name="Successful">Images that succeeded.</param>
/// <param name="Failed">Images that were given up.</param>
/// <param name="Cancelled">Images that were cancelled.</param>
/// <param name="ProcessingTimes">Seconds of each image that succeeded or failed, in the order they were sent; of a failed one those of its last attempt.</param>
public sealed record BatchJobProgress(
    int Current, int Total, double Percentage, int Successful, int Failed, int Cancelled, IReadOnlyList<double> ProcessingTimes);
