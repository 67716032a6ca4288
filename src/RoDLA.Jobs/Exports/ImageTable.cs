using RoDLA.Jobs.Model;
using RoDLA.Jobs.Results;

namespace RoDLA.Jobs.Exports;

/// <summary>Table of the images of a job, in any state.</summary>
internal sealed class ImageTable(ResultReader reader)
{
    private static readonly string[] Columns =
    [
        "name", "status", "detections", "average_confidence", "processing_time", "attempts", "error", "error_category", "width", "height",
        "format", "index", "page", "cached", "started_at", "completed_at",
    ];

    /// <summary>Writes the table.</summary>
    public async Task WriteAsync(JobSnapshot job, Stream destination, CancellationToken cancellationToken)
    {
        await using CsvFile csv = await CsvFile.BeginAsync(destination, Columns, cancellationToken).ConfigureAwait(false);
        for (int i = 0; i < job.Items.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            StoredImage? image = (await reader.ReadAsync(job, i, cancellationToken).ConfigureAwait(false))?.ImageInfo;
            ItemDefinition definition = job.Definition.Items[i];
            ItemRecord item = job.Items[i];
            csv.Text(definition.Name).Text(ReportJson.Word(item.State))
                .Number(item.Result?.Detections).Number(item.Result?.AverageConfidence).Number(item.Result?.Seconds)
                .Number(item.Attempts).Text(item.Error).Text(CategoryText.Code(item.Category))
                .Number(image?.Width).Number(image?.Height).Text(image?.Format)
                .Number(i).Number(definition.Page).Text(item.Result is { } result ? (result.Cached ? "true" : "false") : null)
                .Time(item.StartedAt).Time(item.EndedAt);
            await csv.EndRowAsync().ConfigureAwait(false);
        }
    }
}
