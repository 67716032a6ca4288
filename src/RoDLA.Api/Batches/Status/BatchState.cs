namespace RoDLA.Api.Batches.Status;

/// <summary>State of a job, or of an image, on the Batch API.</summary>
public enum BatchState
{
    /// <summary>It is queued.</summary>
    Pending,

    /// <summary>It is being processed.</summary>
    Processing,

    /// <summary>A job: every image has been processed, though some may have failed. An image: it succeeded.</summary>
    Completed,

    /// <summary>A job: every image failed. An image: it failed.</summary>
    Failed,

    /// <summary>It was cancelled before its end.</summary>
    Cancelled,
}

/// <summary>Maps the states of the engine to those of the Batch API.</summary>
internal static class BatchStates
{
    /// <summary>The state of a job.</summary>
    public static BatchState Of(JobState state) => state switch
    {
        JobState.Queued => BatchState.Pending,
        JobState.Processing => BatchState.Processing,
        JobState.Completed or JobState.Partial => BatchState.Completed,
        JobState.Failed => BatchState.Failed,
        JobState.Cancelled => BatchState.Cancelled,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "The Batch API has no such state."),
    };

    /// <summary>The state of an image.</summary>
    public static BatchState Of(ItemState state) => state switch
    {
        ItemState.Pending => BatchState.Pending,
        ItemState.Processing => BatchState.Processing,
        ItemState.Success => BatchState.Completed,
        ItemState.Failed => BatchState.Failed,
        ItemState.Cancelled => BatchState.Cancelled,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "The Batch API has no such state."),
    };
}
