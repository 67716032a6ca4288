using RoDLA.Analysis.Json;

namespace RoDLA.Analysis.Exports.Tables;

/// <summary>A page as JSON: its state and its whole answer; properties are null where they do not apply.</summary>
internal sealed record PageLine(
    int Index,
    string Name,
    int Page,
    string Status,
    int Attempts,
    int? Detections,
    double? AverageConfidence,
    double? ProcessingTime,
    bool? Cached,
    DateTimeOffset? StartedAt,
    DateTimeOffset? CompletedAt,
    string? Error,
    string? ErrorCategory,
    JsonElement? Report)
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = ReportJson.Options.Encoder };

    /// <summary>Writes a page as one line, without its end.</summary>
    public static void Write(ExportPage page, IBufferWriter<byte> destination)
    {
        using JsonDocument? report = page.Report is null ? null : JsonDocument.Parse(page.Json);
        using Utf8JsonWriter writer = new(destination, WriterOptions);
        JsonSerializer.Serialize(writer, Of(page, report?.RootElement), ReportJson.Options);
    }

    private static PageLine Of(ExportPage page, JsonElement? report) => new(
        page.Index,
        page.Name,
        page.Page,
        page.Status,
        page.Attempts,
        page.Detections,
        page.AverageConfidence,
        page.Seconds,
        page.Cached,
        page.StartedAt,
        page.EndedAt,
        page.Error,
        page.ErrorCategory,
        report);
}
