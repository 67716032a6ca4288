using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Exports;

/// <summary>A line of a JSON Lines export; properties are null where they do not apply.</summary>
internal sealed record ExportedImage(
    int Index,
    string Name,
    int Page,
    ItemState Status,
    int Attempts,
    int? Detections,
    double? AverageConfidence,
    double? ProcessingTime,
    bool? Cached,
    DateTimeOffset? StartedAt,
    DateTimeOffset? CompletedAt,
    string? Error,
    ErrorCategory? ErrorCategory,
    JsonElement? Report)
{
    /// <summary>An image of a job.</summary>
    public static ExportedImage Of(JobSnapshot job, int index, JsonElement? report)
    {
        ItemDefinition definition = job.Definition.Items[index];
        ItemRecord item = job.Items[index];
        return new ExportedImage(
            index,
            definition.Name,
            definition.Page,
            item.State,
            item.Attempts,
            item.Result?.Detections,
            item.Result?.AverageConfidence,
            item.Result?.Seconds,
            item.Result?.Cached,
            item.StartedAt,
            item.EndedAt,
            item.Error,
            item.Category,
            report);
    }
}
