using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Status;

/// <summary>Status of one image of a job; properties that do not apply are absent.</summary>
/// <param name="Image">The client's name for it.</param>
/// <param name="Status">pending, processing, success, failed or cancelled.</param>
/// <param name="Index">Its index in the job, from 0.</param>
public record BatchImageStatus(string Image, ItemState Status, int Index)
{
    /// <summary>Page of the file, from 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>Attempts begun.</summary>
    public int Attempts { get; init; }

    /// <summary>Id of the image in the log.</summary>
    public string TraceId { get; init; } = "";

    /// <summary>Processing time in seconds; of a failed image that of its last attempt.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? ProcessingTime { get; init; }

    /// <summary>Number of detections.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? DetectionsCount { get; init; }

    /// <summary>Mean confidence, 4 decimals.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? AverageConfidence { get; init; }

    /// <summary>Whether the report came from the result cache.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Cached { get; init; }

    /// <summary>
    /// File of its report, as <c>outputs/batch_20241123_143022/image_001/results.json</c>; absent when the job has no result folder.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ResultPath { get; init; }

    /// <summary>Error message of the last attempt.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Error { get; init; }

    /// <summary>Error code of the last attempt.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ErrorCategory? ErrorCategory { get; init; }

    /// <summary>When the last attempt began, UTC.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it reached a final state, UTC.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Earliest time of the next attempt, UTC.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>The status of an image.</summary>
    /// <param name="job">Its job.</param>
    /// <param name="index">Its index in the job, from 0.</param>
    /// <param name="paths">Paths of its files.</param>
    public static BatchImageStatus From(JobSnapshot job, int index, JobPaths paths)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(paths);
        return From(job.Definition, index, job.Items[index], paths);
    }

    internal static BatchImageStatus From(JobDefinition job, int index, ItemRecord item, JobPaths paths)
    {
        ItemDefinition definition = job.Items[index];
        return new BatchImageStatus(definition.Name, item.State, index)
        {
            Page = definition.Page,
            Attempts = item.Attempts,
            TraceId = definition.TraceId,
            ProcessingTime = SecondsOf(item),
            DetectionsCount = item.Result?.Detections,
            AverageConfidence = item.Result?.AverageConfidence,
            Cached = item.Result?.Cached,
            ResultPath = item.Result is null || job.OutputFolder is null ? null : paths.Shown(paths.Result(job, index)),
            Error = item.Error,
            ErrorCategory = item.Category,
            StartedAt = item.StartedAt,
            CompletedAt = item.EndedAt,
            RetryAt = item.NotBefore,
        };
    }

    /// <summary>Processing time of an image that succeeded, or failed after an attempt; else null.</summary>
    internal static double? SecondsOf(ItemRecord item) => item switch
    {
        { Result.Seconds: double seconds } => seconds,
        { State: ItemState.Failed, StartedAt: { } begun, EndedAt: { } ended } => Math.Round(Math.Max(0, (ended - begun).TotalSeconds), 3),
        _ => null,
    };
}
