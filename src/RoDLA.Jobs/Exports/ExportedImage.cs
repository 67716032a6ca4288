using System.Text.Json;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Exports;

/// <summary>An image in an export: a line of JSON Lines, or an entry of the list of failures; properties are null where they do not apply.</summary>
/// <param name="Index">Index in the job, from 0.</param>
/// <param name="Name">The client's name for it.</param>
/// <param name="Page">Page of the file, from 1.</param>
/// <param name="Status">State of the image.</param>
/// <param name="Attempts">Attempts begun.</param>
/// <param name="Detections">Number of detections.</param>
/// <param name="AverageConfidence">Mean confidence.</param>
/// <param name="ProcessingTime">Seconds.</param>
/// <param name="Cached">Whether the report came from the result cache.</param>
/// <param name="StartedAt">When the last attempt began, UTC.</param>
/// <param name="CompletedAt">When it reached a final state, UTC.</param>
/// <param name="Error">Error message for users.</param>
/// <param name="ErrorCategory">Error code for programs.</param>
/// <param name="Report">The whole report.</param>
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
