using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Results;

/// <summary>Content of <c>summary.json</c>.</summary>
/// <param name="BatchId">Name of the job's result folder; its id when it has none.</param>
/// <param name="CreatedAt">When the job was accepted, UTC.</param>
/// <param name="CompletedAt">When its last image reached a final state, UTC.</param>
/// <param name="Statistics">Figures over all images.</param>
/// <param name="ClassDistribution">Each class, most frequent first.</param>
/// <param name="PerImageSummary">Each image, in order.</param>
/// <param name="VisualizationsGenerated">Names of the charts in <c>summary_visualizations</c>.</param>
public sealed record SummaryDocument(
    string BatchId,
    DateTimeOffset CreatedAt,
    DateTimeOffset CompletedAt,
    SummaryStatistics Statistics,
    IReadOnlyDictionary<string, ClassSummary> ClassDistribution,
    IReadOnlyList<ImageSummary> PerImageSummary,
    IReadOnlyList<string> VisualizationsGenerated);

/// <summary>Figures over all images of a job; confidences with 4 decimals, seconds with 3; all zero without successful images.</summary>
/// <param name="TotalImages">Images in the job.</param>
/// <param name="SuccessfulImages">Images that succeeded.</param>
/// <param name="FailedImages">Images that failed.</param>
/// <param name="CancelledImages">Images that were cancelled.</param>
/// <param name="TotalDetections">Detections on all images.</param>
/// <param name="AverageDetectionsPerImage">Mean over the successful images.</param>
/// <param name="AverageConfidence">Mean over all detections.</param>
/// <param name="ConfidenceStd">The population's standard deviation over all detections.</param>
/// <param name="MinConfidence">Least of all detections.</param>
/// <param name="MaxConfidence">Greatest of all detections.</param>
/// <param name="ProcessingTimeTotal">Seconds of all successful images.</param>
/// <param name="ProcessingTimeAverage">Mean seconds of an image.</param>
/// <param name="ProcessingTimeMin">Seconds of the fastest image.</param>
/// <param name="ProcessingTimeMax">Seconds of the slowest image.</param>
public sealed record SummaryStatistics(
    int TotalImages,
    int SuccessfulImages,
    int FailedImages,
    int CancelledImages,
    int TotalDetections,
    double AverageDetectionsPerImage,
    double AverageConfidence,
    double ConfidenceStd,
    double MinConfidence,
    double MaxConfidence,
    double ProcessingTimeTotal,
    double ProcessingTimeAverage,
    double ProcessingTimeMin,
    double ProcessingTimeMax);

/// <summary>One class over all images.</summary>
/// <param name="TotalCount">Number of detections.</param>
/// <param name="Percentage">Its share of all detections, 2 decimals.</param>
/// <param name="AverageConfidence">Mean over its detections, 4 decimals.</param>
public sealed record ClassSummary(int TotalCount, double Percentage, double AverageConfidence);

/// <summary>One image; figures are null without a result.</summary>
/// <param name="Image">Its name.</param>
/// <param name="Detections">Number of detections.</param>
/// <param name="AvgConfidence">Mean confidence, 4 decimals.</param>
/// <param name="ProcessingTime">Seconds, 3 decimals.</param>
/// <param name="Status">Its state.</param>
public sealed record ImageSummary(string Image, int? Detections, double? AvgConfidence, double? ProcessingTime, ItemState Status)
{
    /// <summary>Error message for users; absent unless it failed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Error { get; init; }

    /// <summary>Error code for programs; absent unless it failed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ErrorCategory? ErrorCategory { get; init; }
}
