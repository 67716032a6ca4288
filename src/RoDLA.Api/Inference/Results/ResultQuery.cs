namespace RoDLA.Api.Inference.Results;

/// <summary>Which results, and how.</summary>
internal sealed record ResultQuery(
    [property: FromQuery(Name = "format")] string? Format,
    [property: FromQuery(Name = "file_id")] string? FileId,
    [property: FromQuery(Name = "stream")] bool? Stream,
    [property: FromQuery(Name = "rows")] string? Rows,
    [property: FromQuery(Name = "confidence")] string? Confidence);
