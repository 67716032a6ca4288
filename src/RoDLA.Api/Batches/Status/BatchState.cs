using RoDLA.Jobs.Model;

namespace RoDLA.Api.Batches.Status;

/// <summary>Where a job, or an image of it, is in its life, in the words of the Batch API.</summary>
public enum BatchState
{
    /// <summary>Waits.</summary>
    Pending,

    /// <summary>Is worked on.</summary>
    Processing,

    /// <summary>A job: every image has been processed, though some may have failed. An image: it succeeded.</summary>
    Completed,

    /// <summary>A job: every image failed. An image: it was given up.</summary>
    Failed,

    /// <summary>Was cancelled before it was done.</summary>
    Cancelled,
}

/// <summary>The engine's words in those of the Batch API.</summary>
internal static class BatchStates
{
    /// <summary>The word for a job; several may have the same.</summary>
    public static BatchState Of(JobState state) => state switch
    {
        JobState.Queued => BatchState.Pending,
        JobState.Processing => BatchState.Processing,
        JobState.Completed or JobState.Partial => BatchState.Completed,
        JobState.Failed => BatchState.Failed,
        JobState.Cancelled => BatchState.Cancelled,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No word goes with this state."),
    };

    /// <summary>The word for an image.</summary>
    public static BatchState Of(ItemState state) => state switch
    {
        ItemState.Pending => BatchState.Pending,
        ItemState.Processing => BatchState.Processing,
        ItemState.Success => BatchState.Completed,
        ItemState.Failed => BatchState.Failed,
        ItemState.Cancelled => BatchState.Cancelled,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No word goes with this state."),
    };
}
