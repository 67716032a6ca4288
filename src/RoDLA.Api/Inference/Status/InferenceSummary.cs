namespace RoDLA.Api.Inference.Status;

/// <summary>Figures over the images of a job.</summary>
/// <param name="TotalDetections">Detections on all images.</param>
/// <param name="AverageConfidence">Mean over all detections, 4 decimals.</param>
/// <param name="ProcessingTimeSeconds">Seconds from the first image to the end, 3 decimals.</param>
/// <param name="ClassDistribution">Detections per class, most frequent first.</param>
public sealed record InferenceSummary(
    int TotalDetections, double AverageConfidence, double ProcessingTimeSeconds, IReadOnlyDictionary<string, int> ClassDistribution)
{
    internal static InferenceSummary? Of(JobSnapshot job) => job.Summary is not { } summary ? null : new(
        summary.TotalDetections,
        summary.AverageConfidence,
        job.EndedAt - job.StartedAt is { } time ? Math.Round(time.TotalSeconds, 3) : 0,
        summary.ClassDistribution);
}
