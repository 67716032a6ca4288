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
internal sealed record SummaryDocument(
    string BatchId,
    DateTimeOffset CreatedAt,
    DateTimeOffset CompletedAt,
    SummaryStatistics Statistics,
    IReadOnlyDictionary<string, ClassSummary> ClassDistribution,
    IReadOnlyList<ImageSummary> PerImageSummary,
    IReadOnlyList<string> VisualizationsGenerated);

/// <summary>Figures over all images of a job; confidences with 4 decimals, seconds with 3; all zero without successful images.</summary>
internal sealed record SummaryStatistics(
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
internal sealed record ClassSummary(int TotalCount, double Percentage, double AverageConfidence);

/// <summary>One image; figures are null without a result.</summary>
internal sealed record ImageSummary(string Image, int? Detections, double? AvgConfidence, double? ProcessingTime, ItemState Status)
{
    /// <summary>Error message for users; absent unless it failed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Error { get; init; }

    /// <summary>Error code for programs; absent unless it failed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ErrorCategory? ErrorCategory { get; init; }
}
