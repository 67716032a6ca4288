using System.Text.Json.Serialization;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Results;

/// <summary>What <c>summary.json</c> holds.</summary>
/// <param name="BatchId">Name of the job's folder; its id when it has none.</param>
/// <param name="CreatedAt">When the job was accepted, UTC.</param>
/// <param name="CompletedAt">When its last image was done, UTC.</param>
/// <param name="Statistics">Figures over all images.</param>
/// <param name="ClassDistribution">Each class, most frequent first.</param>
/// <param name="PerImageSummary">Each image, in order.</param>
/// <param name="VisualizationsGenerated">Names of the charts that lie in <c>summary_visualizations</c>.</param>
internal sealed record SummaryDocument(
    string BatchId,
    DateTimeOffset CreatedAt,
    DateTimeOffset CompletedAt,
    SummaryStatistics Statistics,
    IReadOnlyDictionary<string, ClassSummary> ClassDistribution,
    IReadOnlyList<ImageSummary> PerImageSummary,
    IReadOnlyList<string> VisualizationsGenerated);

/// <summary>Figures over all images of a job; confidences with 4 decimals, seconds with 3; all zero where there is nothing to sum.</summary>
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
/// <param name="TotalCount">Its detections.</param>
/// <param name="Percentage">Its share of all detections, 2 decimals.</param>
/// <param name="AverageConfidence">Mean over its detections, 4 decimals.</param>
internal sealed record ClassSummary(int TotalCount, double Percentage, double AverageConfidence);

/// <summary>One image; null where it has no result.</summary>
internal sealed record ImageSummary(string Image, int? Detections, double? AvgConfidence, double? ProcessingTime, ItemState Status)
{
    /// <summary>Why it failed, for people; absent when it did not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Error { get; init; }

    /// <summary>Why it failed, for programs; absent when it did not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ErrorCategory? ErrorCategory { get; init; }
}
