using System.Text.Json.Serialization;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;

namespace RoDLA.Api.Batches;

/// <summary>One image of a job, as the Batch API tells of it; what does not go with its status is absent.</summary>
/// <param name="Index">Its number in the job, from 0.</param>
/// <param name="OriginalFilename">The sender's name for it.</param>
/// <param name="Status">pending, processing, completed, failed or cancelled.</param>
/// <param name="TraceId">A name to follow it by in the log.</param>
public sealed record BatchItem(int Index, string OriginalFilename, BatchState Status, string TraceId)
{
    /// <summary>Page of the file, from 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>File of its answer below the service's output folder; absent before success.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ProcessedPath { get; init; }

    /// <summary>Path of its answer on this service; absent before success.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ResultUrl { get; init; }

    /// <summary>When it was last begun, UTC.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When it was done or given up, UTC.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>Times that it was begun.</summary>
    public int Attempts { get; init; }

    /// <summary>Number of detections.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? DetectionsCount { get; init; }

    /// <summary>Mean confidence, 4 decimals.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? AverageConfidence { get; init; }

    /// <summary>Whether the answer came from the result cache.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Cached { get; init; }

    /// <summary>What went wrong in the last attempt.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Error { get; init; }

    /// <summary>What went wrong in the last attempt, for programs.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ErrorCategory? ErrorCategory { get; init; }

    /// <summary>An image of a job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="index">Number of the image, from 0.</param>
    /// <param name="paths">Where the files of jobs lie.</param>
    public static BatchItem From(JobSnapshot job, int index, JobPaths paths)
    {
        ItemDefinition item = job.Definition.Items[index];
        ItemRecord record = job.Items[index];
        bool isDone = record.State == ItemState.Success;
        return new BatchItem(index, item.Name, BatchStates.Of(record.State), item.TraceId)
        {
            Page = item.Page,
            ProcessedPath = isDone ? Path.GetRelativePath(paths.OutputFolder, paths.Result(job.Definition, index)) : null,
            ResultUrl = isDone ? JobSurface.Batch.ResultPath(job.Definition.JobId, index) : null,
            StartTime = record.StartedAt,
            EndTime = record.EndedAt,
            Attempts = record.Attempts,
            DetectionsCount = record.Result?.Detections,
            AverageConfidence = record.Result?.AverageConfidence,
            Cached = record.Result?.Cached,
            Error = record.Error,
            ErrorCategory = record.Category,
        };
    }
}
