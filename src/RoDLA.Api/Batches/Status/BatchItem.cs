namespace RoDLA.Api.Batches.Status;

/// <summary>An image of a job on the Batch API; a field that does not apply to its status is absent.</summary>
/// <param name="Index">Its number in the job, from 0.</param>
/// <param name="OriginalFilename">Name that the client gave it.</param>
/// <param name="Status">pending, processing, completed, failed or cancelled.</param>
/// <param name="TraceId">Its id in the log.</param>
public sealed record BatchItem(int Index, string OriginalFilename, BatchState Status, string TraceId)
{
    /// <summary>Page of the file, from 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>File of its result, <c>outputs/</c> and its path below the output folder; absent before success.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ProcessedPath { get; init; }

    /// <summary>Path of its result on this service; absent before success.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ResultUrl { get; init; }

    /// <summary>When its last attempt was started, UTC.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When it succeeded, failed or was cancelled, UTC.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>Number of attempts.</summary>
    public int Attempts { get; init; }

    /// <summary>Number of detections.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? DetectionsCount { get; init; }

    /// <summary>Mean confidence, 4 decimals.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? AverageConfidence { get; init; }

    /// <summary>Whether the result came from the cache.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Cached { get; init; }

    /// <summary>Error of the last attempt.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Error { get; init; }

    /// <summary>Category of the error.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ErrorCategory? ErrorCategory { get; init; }

    /// <summary>An image of a job.</summary>
    /// <param name="view">The job.</param>
    /// <param name="index">Number of the image, from 0.</param>
    internal static BatchItem From(JobView view, int index)
    {
        JobDefinition job = view.Job.Definition;
        ItemDefinition item = job.Items[index];
        ItemRecord record = view.Job.Items[index];
        bool isDone = record.State == ItemState.Success;
        return new BatchItem(index, item.Name, BatchStates.Of(record.State), item.TraceId)
        {
            Page = item.Page,
            ProcessedPath = isDone ? view.Paths.Shown(view.Paths.Result(job, index)) : null,
            ResultUrl = isDone ? view.ResultUrl(index) : null,
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
