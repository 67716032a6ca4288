using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Exports;

/// <summary>CSV: a row for each detection or each image.</summary>
internal sealed class CsvExporter(JobTables tables) : IJobExporter
{
    public string Name => "csv";

    public string ContentType => "text/csv; charset=utf-8";

    public string Suffix(ExportRows rows) => rows == ExportRows.Images ? "_images.csv" : "_detections.csv";

    public Task WriteAsync(JobSnapshot job, ExportRows rows, Stream destination, CancellationToken cancellationToken) =>
        tables.WriteAsync(job, rows, destination, cancellationToken);
}
