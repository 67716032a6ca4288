namespace RoDLA.Analysis.Exports.Annotations;

/// <summary>COCO results, the list that pycocotools' <c>loadRes</c> takes, with the ids of <see cref="CocoExporter"/>.</summary>
internal sealed class CocoResultsExporter : IExporter
{
    public string Name => "coco_results";

    public ExportFile FileOf(ExportSource source, ExportOptions options) =>
        new(source.Name + "_results.json", "application/json; charset=utf-8");

    public async Task WriteAsync(ExportSource source, ExportOptions options, Stream destination, CancellationToken cancellationToken)
    {
        using JsonStream json = new(destination);
        json.Writer.WriteStartArray();
        ClassIndex classes = new();
        await foreach (PageFile page in PageFile.ReadAsync(source, classes, options, cancellationToken).ConfigureAwait(false))
        {
            foreach (StoredDetection detection in page.Report.AllDetections)
            {
                json.Write(new Result(
                    page.Page.Index + 1, classes.Of(detection) + 1, CocoBox.Of(detection), detection.Confidence));
            }

            await json.FlushAsync(cancellationToken).ConfigureAwait(false);
        }

        json.Writer.WriteEndArray();
        await json.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private sealed record Result(int ImageId, int CategoryId, double[] Bbox, double Score);
}
