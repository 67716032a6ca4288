namespace RoDLA.Api.Inference.Results;

/// <summary>Which results, and how.</summary>
internal sealed class ResultQuery
{
    [FromQuery(Name = "format")]
    public string? Format { get; init; }

    [FromQuery(Name = "file_id")]
    public string? FileId { get; init; }

    [FromQuery(Name = "stream")]
    public bool? Stream { get; init; }

    [FromQuery(Name = "rows")]
    public string? Rows { get; init; }
}
