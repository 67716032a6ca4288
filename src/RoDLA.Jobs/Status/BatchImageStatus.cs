using System.Text.Json.Serialization;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Status;

/// <summary>One image of a job; what does not go with its status is absent.</summary>
/// <param name="Image">The sender's name for it.</param>
/// <param name="Status">pending, processing, success, failed or cancelled.</param>
/// <param name="Index">Its number in the job, from 0.</param>
public record BatchImageStatus(string Image, ItemState Status, int Index)
{
    /// <summary>Page of the file, from 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>Times that it was begun.</summary>
    public int Attempts { get; init; }

    /// <summary>A name to follow it by in the log.</summary>
    public string TraceId { get; init; } = "";

    /// <summary>Seconds that it took; of a failed one those of its last attempt.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? ProcessingTime { get; init; }

    /// <summary>Number of detections.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? DetectionsCount { get; init; }

    /// <summary>Mean confidence, 4 decimals.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? AverageConfidence { get; init; }

    /// <summary>Whether the answer came from the result cache.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Cached { get; init; }

    /// <summary>File of its answer, as <c>outputs/batch_20241123_143022/image_001/results.json</c>; absent when the results have no folder.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ResultPath { get; init; }

    /// <summary>What went wrong in the last attempt.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Error { get; init; }

    /// <summary>What went wrong in the last attempt, for programs.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ErrorCategory? ErrorCategory { get; init; }

    /// <summary>When it was last begun, UTC.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it was done or given up, UTC.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Before this it is not tried again, UTC.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>The status of an image.</summary>
    /// <param name="job">Its job.</param>
    /// <param name="index">Its number in the job, from 0.</param>
    /// <param name="paths">Where its files lie.</param>
    public static BatchImageStatus From(JobSnapshot job, int index, JobPaths paths)
    {
        ArgumentNullException.ThrowIfNull(job);
        return StatusMapping.Image(job.Definition, index, job.Items[index], paths);
    }
}
