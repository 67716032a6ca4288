using System.Text.Json.Nodes;

namespace RoDLA.Jobs.Results.Cache;

/// <summary>A cached report with the name and times of another file of the same content; all else is unchanged.</summary>
internal sealed record CachedReport(ReadOnlyMemory<byte> Json, int Detections, double AverageConfidence)
{
    /// <summary>Makes the report of a file from a cached one; it ends with <c>cached: true</c>.</summary>
    /// <exception cref="JsonException">The cached data is not a report.</exception>
    public static CachedReport For(ReadOnlyMemory<byte> kept, string fileName, DateTimeOffset now, double milliseconds)
    {
        try
        {
            JsonObject report = JsonNode.Parse(kept.Span)!.AsObject();
            JsonNode summary = report["core_results"]!["summary"]!;
            report["timestamp"] = JsonSerializer.SerializeToNode(now, ReportJson.Options);
            report["filename"] = fileName;
            report["processing_times_ms"] =
                JsonSerializer.SerializeToNode(new ProcessingTimes(0, 0, 0, 0, 0, Math.Round(milliseconds, 2)), ReportJson.Options);
            report.Remove("saved_path");
            report["cached"] = true;
            JsonSerializerOptions form = kept.Span.Contains((byte)'\n') ? ReportJson.Indented : ReportJson.Options;
            return new CachedReport(
                JsonSerializer.SerializeToUtf8Bytes(report, form),
                summary["total_detections"]!.GetValue<int>(),
                summary["average_confidence"]!.GetValue<double>());
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or NullReferenceException)
        {
            throw new JsonException("The cached data is not a report.", e);
        }
    }
}
