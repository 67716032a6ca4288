namespace RoDLA.Api.Inference.Results;

/// <summary>Which results, and how.</summary>
internal sealed record ResultQuery(
    string? Format, [property: FromQuery(Name = "file_id")] string? FileId, bool? Stream, string? Rows, string? Confidence);
