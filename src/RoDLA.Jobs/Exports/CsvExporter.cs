using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Exports;

/// <summary>CSV: a row for each detection or each image.</summary>
internal sealed class CsvExporter(DetectionTable detections, ImageTable images) : IJobExporter
{
    public string Name => "csv";

    public string ContentType => "text/csv; charset=utf-8";

    public string FileName(JobSnapshot job, ExportOptions options) =>
        ExportName.Of(job, options.Rows == ExportRows.Images ? "_images.csv" : "_detections.csv");

    public Task WriteAsync(JobSnapshot job, ExportOptions options, Stream destination, CancellationToken cancellationToken) =>
        options.Rows == ExportRows.Images
            ? images.WriteAsync(job, destination, cancellationToken)
            : detections.WriteAsync(job, destination, cancellationToken);
}
