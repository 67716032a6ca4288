using RoDLA.Jobs.Model;
using RoDLA.Jobs.Results;

namespace RoDLA.Jobs.Exports;

/// <summary>Tables of a job: its images in any state, or its detections by image and descending confidence.</summary>
internal sealed class JobTables(ResultReader reader)
{
    private static readonly string[] DetectionColumns =
    [
        "name", "class", "confidence", "x1", "y1", "x2", "y2", "width", "height", "center_x", "center_y", "area", "aspect_ratio",
        "class_id", "index", "page",
    ];

    private static readonly string[] ImageColumns =
    [
        "name", "status", "detections", "average_confidence", "processing_time", "attempts", "error", "error_category", "width", "height",
        "format", "index", "page", "cached", "started_at", "completed_at",
    ];

    /// <summary>Writes a table.</summary>
    public async Task WriteAsync(JobSnapshot job, ExportRows rows, Stream destination, CancellationToken cancellationToken)
    {
        bool ofImages = rows == ExportRows.Images;
        string[] columns = ofImages ? ImageColumns : DetectionColumns;
        await using CsvFile csv = await CsvFile.BeginAsync(destination, columns, cancellationToken).ConfigureAwait(false);
        for (int i = 0; i < job.Items.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            StoredReport? report = await reader.ReadAsync(job, i, cancellationToken).ConfigureAwait(false);
            if (ofImages)
            {
                Write(csv, job.Definition.Items[i], job.Items[i], report?.ImageInfo);
                await csv.EndRowAsync().ConfigureAwait(false);
                continue;
            }

            foreach (StoredDetection detection in report?.AllDetections ?? [])
            {
                Write(csv, job.Definition.Items[i], detection);
                await csv.EndRowAsync().ConfigureAwait(false);
            }
        }
    }

    private static void Write(CsvFile csv, ItemDefinition definition, ItemRecord item, StoredImage? image) => csv
        .Text(definition.Name).Text(ReportJson.Word(item.State))
        .Number(item.Result?.Detections).Number(item.Result?.AverageConfidence).Number(item.Result?.Seconds)
        .Number(item.Attempts).Text(item.Error).Text(item.Category is { } category ? ReportJson.Word(category) : null)
        .Number(image?.Width).Number(image?.Height).Text(image?.Format)
        .Number(definition.Index).Number(definition.Page).Text(item.Result is { } result ? (result.Cached ? "true" : "false") : null)
        .Time(item.StartedAt).Time(item.EndedAt);

    private static void Write(CsvFile csv, ItemDefinition item, StoredDetection detection)
    {
        StoredBox box = detection.Bbox;
        csv.Text(item.Name).Text(detection.ClassName).Number(detection.Confidence)
            .Number(box.X1).Number(box.Y1).Number(box.X2).Number(box.Y2)
            .Number(box.Width).Number(box.Height).Number(box.CenterX).Number(box.CenterY)
            .Number(detection.Area).Number(detection.AspectRatio)
            .Number(detection.ClassId).Number(item.Index).Number(item.Page);
    }
}
