namespace RoDLA.Api.Exports;

/// <summary>The query of a request for an export; <see cref="ExportForm"/> reads it.</summary>
internal sealed record ExportQuery(
    [property: FromQuery(Name = "format")] string? Format,
    [property: FromQuery(Name = "rows")] string? Rows,
    [property: FromQuery(Name = "confidence")] string? Confidence);
