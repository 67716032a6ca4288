namespace RoDLA.Api.Exports;

/// <summary>What a request asks of an export.</summary>
/// <param name="Exporter">The format.</param>
/// <param name="Options">How it is written.</param>
internal sealed record ExportRequest(IExporter Exporter, ExportOptions Options);
