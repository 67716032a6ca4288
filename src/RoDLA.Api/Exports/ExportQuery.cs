namespace RoDLA.Api.Exports;

/// <summary>The query of a request for an export; <see cref="ExportForm"/> reads it.</summary>
internal sealed record ExportQuery(string? Format, string? Rows, string? Confidence);
