using RoDLA.Jobs.Model;
using RoDLA.Jobs.Results;

namespace RoDLA.Jobs.Exports;

/// <summary>Table of the detections of a job, by image and descending confidence.</summary>
internal sealed class DetectionTable(ResultReader reader)
{
    private static readonly string[] Columns =
    [
        "name", "class", "confidence", "x1", "y1", "x2", "y2", "width", "height", "center_x", "center_y", "area", "aspect_ratio",
        "class_id", "index", "page",
    ];

    /// <summary>Writes the table.</summary>
    public async Task WriteAsync(JobSnapshot job, Stream destination, CancellationToken cancellationToken)
    {
        await using CsvFile csv = await CsvFile.BeginAsync(destination, Columns, cancellationToken).ConfigureAwait(false);
        for (int i = 0; i < job.Items.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (await reader.ReadAsync(job, i, cancellationToken).ConfigureAwait(false) is not { } report)
            {
                continue;
            }

            ItemDefinition item = job.Definition.Items[i];
            foreach (StoredDetection detection in report.AllDetections)
            {
                StoredBox box = detection.Bbox;
                csv.Text(item.Name).Text(detection.ClassName).Number(detection.Confidence)
                    .Number(box.X1).Number(box.Y1).Number(box.X2).Number(box.Y2)
                    .Number(box.Width).Number(box.Height).Number(box.CenterX).Number(box.CenterY)
                    .Number(detection.Area).Number(detection.AspectRatio)
                    .Number(detection.ClassId).Number(i).Number(item.Page);
                await csv.EndRowAsync().ConfigureAwait(false);
            }
        }
    }
}
