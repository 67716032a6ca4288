namespace RoDLA.Analysis.Exports.Tables;

/// <summary>CSV: a row for each detection or each page.</summary>
internal sealed class CsvExporter : IExporter
{
    public string Name => "csv";

    public ExportFile FileOf(ExportSource source, ExportOptions options) => new(
        source.Name + (options.Rows == ExportRows.Images ? "_images.csv" : "_detections.csv"), "text/csv; charset=utf-8");

    public Task WriteAsync(ExportSource source, ExportOptions options, Stream destination, CancellationToken cancellationToken) =>
        CsvFile.WriteAsync(source, options.Rows, destination, seen: null, cancellationToken);
}
