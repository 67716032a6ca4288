using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Exports;

/// <summary>A table as CSV: a line for each detection, or for each image.</summary>
/// <param name="detections">Writes the detections.</param>
/// <param name="images">Writes the images.</param>
internal sealed class CsvExporter(DetectionTable detections, ImageTable images) : IJobExporter
{
    /// <inheritdoc/>
    public string Name => "csv";

    /// <inheritdoc/>
    public string ContentType => "text/csv; charset=utf-8";

    /// <inheritdoc/>
    public string FileName(JobSnapshot job, ExportOptions options) =>
        ExportName.Of(job, options.Rows == ExportRows.Images ? "_images.csv" : "_detections.csv");

    /// <inheritdoc/>
    public Task WriteAsync(JobSnapshot job, ExportOptions options, Stream destination, CancellationToken cancellationToken) =>
        options.Rows == ExportRows.Images
            ? images.WriteAsync(job, destination, cancellationToken)
            : detections.WriteAsync(job, destination, cancellationToken);
}
