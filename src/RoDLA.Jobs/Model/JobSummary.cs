namespace RoDLA.Jobs.Model;

/// <summary>Figures over the successful images of a job.</summary>
/// <param name="TotalImages">Images in the job.</param>
/// <param name="SuccessfulImages">Images that succeeded.</param>
/// <param name="FailedImages">Images that failed.</param>
/// <param name="TotalDetections">Detections on all images.</param>
/// <param name="AverageDetectionsPerImage">Detections per successful image, 2 decimals.</param>
/// <param name="AverageConfidence">Mean over all detections, 4 decimals.</param>
/// <param name="ConfidenceStd">Population standard deviation over all detections, 4 decimals.</param>
/// <param name="ClassDistribution">Detections per class, most frequent first.</param>
/// <param name="ProcessingTimeTotal">Seconds over all successful images, 3 decimals.</param>
/// <param name="ProcessingTimeAverage">Seconds per successful image, 3 decimals.</param>
public sealed record JobSummary(
    int TotalImages,
    int SuccessfulImages,
    int FailedImages,
    int TotalDetections,
    double AverageDetectionsPerImage,
    double AverageConfidence,
    double ConfidenceStd,
    IReadOnlyDictionary<string, int> ClassDistribution,
    double ProcessingTimeTotal,
    double ProcessingTimeAverage);
