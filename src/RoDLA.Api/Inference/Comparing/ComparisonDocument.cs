using RoDLA.Analysis.Comparison;
using RoDLA.Api.Inference.Results;
using RoDLA.Jobs.Comparison;

namespace RoDLA.Api.Inference.Comparing;

/// <summary>What became of the detections of one job in another.</summary>
/// <param name="Jobs">Ids of the jobs: the first, and the second that it is compared with.</param>
/// <param name="MatchIou">Least IoU of a pair.</param>
/// <param name="ImagesCompared">Images with a result in both jobs.</param>
/// <param name="Summary">Figures over these images.</param>
/// <param name="Classes">Figures by class: that of the first result, or of what was gained; most frequent first.</param>
/// <param name="Images">The images of this page.</param>
/// <param name="Page">Number of the page, from 1.</param>
/// <param name="PageSize">Images on a page.</param>
/// <param name="NotCompared">The other images; at most 100.</param>
public sealed record ComparisonDocument(
    IReadOnlyList<string> Jobs,
    double MatchIou,
    int ImagesCompared,
    ComparisonCounts Summary,
    IReadOnlyDictionary<string, ComparisonCounts> Classes,
    IReadOnlyList<ImageComparison> Images,
    int Page,
    int PageSize,
    IReadOnlyList<UnpairedImage> NotCompared);

/// <summary>An image of a comparison.</summary>
/// <param name="FileIds">Its ids in the first and in the second job.</param>
/// <param name="Filename">Name that the client gave it.</param>
/// <param name="Summary">Its figures.</param>
/// <param name="PictureUrl">Path of the picture with both results side by side.</param>
/// <param name="Changes">The detections that did not stay the same.</param>
public sealed record ImageComparison(
    IReadOnlyList<string> FileIds, string Filename, ComparisonCounts Summary, string PictureUrl, IReadOnlyList<ChangedDetection> Changes);

/// <summary>A detection that moved, has another class, was lost or gained.</summary>
/// <param name="Outcome">moved, class_changed, lost or gained.</param>
/// <param name="First">It in the first result; null when it was gained.</param>
/// <param name="Second">It in the second result; null when it was lost.</param>
/// <param name="Iou">Overlap of the two; null without a pair.</param>
public sealed record ChangedDetection(DetectionOutcome Outcome, ComparedDetection? First, ComparedDetection? Second, double? Iou)
{
    internal static ChangedDetection Of(DetectionChange change) => new(
        change.Outcome, ComparedDetection.Of(change.First), ComparedDetection.Of(change.Second), change.Iou);
}

/// <summary>A detection of a comparison.</summary>
/// <param name="ClassName">Name of its class.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Bbox">Where it is, in pixels.</param>
public sealed record ComparedDetection(string ClassName, double Confidence, PixelBox Bbox)
{
    internal static ComparedDetection? Of(StoredDetection? found) =>
        found is null ? null : new ComparedDetection(found.ClassName, found.Confidence, PixelBox.Of(found.Bbox));
}
