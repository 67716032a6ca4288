using System.Text.Json;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Exports;

/// <summary>A line of a JSON Lines export: an image, and its whole answer where there is one.</summary>
/// <param name="Index">Number in the job, from 0.</param>
/// <param name="Name">The sender's name for it.</param>
/// <param name="Page">Page of the file, from 1.</param>
/// <param name="Status">Where it is in its life.</param>
/// <param name="Attempts">Times that a worker began it.</param>
/// <param name="Detections">Number of detections; null without a result.</param>
/// <param name="AverageConfidence">Mean confidence; null without a result.</param>
/// <param name="ProcessingTime">Seconds; null without a result.</param>
/// <param name="Cached">Whether the answer came from the result cache; null without a result.</param>
/// <param name="StartedAt">When the last attempt began, UTC.</param>
/// <param name="CompletedAt">When it was done or given up, UTC.</param>
/// <param name="Error">What went wrong, for people.</param>
/// <param name="ErrorCategory">What went wrong, for programs.</param>
/// <param name="Report">The answer; null without a result.</param>
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
    JsonElement? Report);
