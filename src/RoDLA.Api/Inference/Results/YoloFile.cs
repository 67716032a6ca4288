using RoDLA.Api.Inference.Status;

namespace RoDLA.Api.Inference.Results;

/// <summary>The labels of an image in YOLO's format.</summary>
/// <param name="FileId">Its id.</param>
/// <param name="Filename">Name that the client gave it.</param>
/// <param name="LabelContent">A line for each detection: class, centre, size, confidence.</param>
/// <param name="DownloadUrl">Path of the labels as a file.</param>
public sealed record YoloFile(string FileId, string Filename, string LabelContent, string DownloadUrl)
{
    internal static YoloFile Of(JobSnapshot job, int index, StoredReport report)
    {
        string fileId = Jobs.Model.FileId.Of(job.Definition, index);
        return new YoloFile(
            fileId, job.Definition.Items[index].Name, Labels(report), InferenceLinks.Labels(job.Definition.JobId, fileId));
    }

    /// <summary>The lines of an image.</summary>
    internal static string Labels(StoredReport report) => string.Concat(report.AllDetections.Select(found =>
    {
        NormalizedBox box = NormalizedBox.Of(found.Bbox, report.ImageInfo);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{found.ClassId} {box.CenterX:0.######} {box.CenterY:0.######} {box.Width:0.######} {box.Height:0.######}")
            + string.Create(CultureInfo.InvariantCulture, $" {found.Confidence:0.####}\n");
    }));
}
