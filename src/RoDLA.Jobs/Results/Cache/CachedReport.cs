using System.Text.Json;
using System.Text.Json.Nodes;
using RoDLA.Analysis.Json;
using RoDLA.Analysis.Pipeline;

namespace RoDLA.Jobs.Results.Cache;

/// <summary>An answer that was kept, made the answer for the file at hand: its own name and times, everything else to the byte as it was.</summary>
/// <param name="Json">The answer.</param>
/// <param name="Detections">Number of detections in it.</param>
/// <param name="AverageConfidence">Their mean confidence, 4 decimals; 0 when nothing was found.</param>
internal sealed record CachedReport(ReadOnlyMemory<byte> Json, int Detections, double AverageConfidence)
{
    /// <summary>Makes the answer for a file from one that was kept; it says <c>cached: true</c> at its end.</summary>
    /// <param name="kept">What the cache has.</param>
    /// <param name="fileName">Name of the file at hand.</param>
    /// <param name="now">When the answer is made, UTC.</param>
    /// <param name="milliseconds">How long that took; no other step took any time.</param>
    /// <param name="savedPath">Where the answer is saved; null leaves that out.</param>
    /// <exception cref="JsonException">What was kept is no answer.</exception>
    public static CachedReport For(
        ReadOnlyMemory<byte> kept, string fileName, DateTimeOffset now, double milliseconds, string? savedPath = null)
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
            if (savedPath is not null)
            {
                report["saved_path"] = savedPath;
            }

            report["cached"] = true;
            JsonSerializerOptions form = kept.Span.Contains((byte)'\n') ? ReportJson.Indented : ReportJson.Options;
            return new CachedReport(
                JsonSerializer.SerializeToUtf8Bytes(report, form),
                summary["total_detections"]!.GetValue<int>(),
                summary["average_confidence"]!.GetValue<double>());
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or NullReferenceException)
        {
            throw new JsonException("What was kept is no answer.", e);
        }
    }
}
