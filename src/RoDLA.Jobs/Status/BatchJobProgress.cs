using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Status;

/// <summary>Progress of a job.</summary>
/// <param name="Current">Images in a final state.</param>
/// <param name="Total">Images in the job.</param>
/// <param name="Percentage">Share of the images in a final state, 0 to 100, 2 decimals.</param>
/// <param name="Successful">Images that succeeded.</param>
/// <param name="Failed">Images that failed.</param>
/// <param name="Cancelled">Images that were cancelled.</param>
/// <param name="ProcessingTimes">
/// Seconds of each image that succeeded or failed, in the order of the images; of a failed one those of its last attempt.
/// </param>
public sealed record BatchJobProgress(
    int Current, int Total, double Percentage, int Successful, int Failed, int Cancelled, IReadOnlyList<double> ProcessingTimes)
{
    /// <summary>The progress of a job.</summary>
    internal static BatchJobProgress From(JobSnapshot job) => new(
        job.Progress.Current,
        job.Progress.Total,
        job.Progress.Percentage,
        job.Progress.Successful,
        job.Progress.Failed,
        job.Progress.Cancelled,
        [.. job.Items.Select(BatchImageStatus.SecondsOf).OfType<double>()]);
}
