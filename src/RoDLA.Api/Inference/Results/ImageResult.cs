
namespace RoDLA.Api.Inference.Results;

/// <summary>The detections of an image.</summary>
/// <param name="FileId">Its id.</param>
/// <param name="Filename">Name that the client gave it.</param>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="Detections">The detections, most confident first.</param>
/// <param name="DetectionCount">Number of detections.</param>
public sealed record ImageResult(
    string FileId, string Filename, int Width, int Height, IReadOnlyList<ImageDetection> Detections, int DetectionCount)
{
    internal static ImageResult Of(JobSnapshot job, int index, StoredReport report)
    {
        StoredImage image = report.ImageInfo;
        return new ImageResult(
            Jobs.Model.FileId.Of(job.Definition, index),
            job.Definition.Items[index].Name,
            image.Width,
            image.Height,
            [.. report.AllDetections.Select(detection => ImageDetection.Of(detection, image))],
            report.AllDetections.Count);
    }
}

/// <summary>A detection.</summary>
/// <param name="ClassId">Index of its class.</param>
/// <param name="ClassName">Name of its class.</param>
/// <param name="Confidence">0 to 1, 4 decimals.</param>
/// <param name="Bbox">Where it is, in pixels.</param>
/// <param name="BboxNormalized">Where it is, in shares of the image.</param>
public sealed record ImageDetection(int ClassId, string ClassName, double Confidence, PixelBox Bbox, NormalizedBox BboxNormalized)
{
    /// <summary>Position in the reading order of the image, from 0; absent in results of earlier versions.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? ReadingOrder { get; init; }

    /// <summary>Text in the box; absent when it was not asked for, or there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Text { get; init; }

    internal static ImageDetection Of(StoredDetection found, StoredImage image) => new(
        found.ClassId,
        found.ClassName,
        found.Confidence,
        PixelBox.Of(found.Bbox),
        NormalizedBox.Of(found.Bbox, image))
    {
        ReadingOrder = found.ReadingOrder is >= 0 and var place ? place : null,
        Text = found.Text,
    };
}

/// <summary>A box by its edges, in pixels of the upright image.</summary>
/// <param name="Format">xyxy.</param>
/// <param name="XMin">Left edge.</param>
/// <param name="YMin">Top edge.</param>
/// <param name="XMax">Right edge.</param>
/// <param name="YMax">Bottom edge.</param>
public sealed record PixelBox(string Format, double XMin, double YMin, double XMax, double YMax)
{
    internal static PixelBox Of(StoredBox box) => new("xyxy", box.X1, box.Y1, box.X2, box.Y2);
}
