namespace RoDLA.Api.Inference.Status;

/// <summary>State of a job on the inference API.</summary>
public enum InferenceState
{
    /// <summary>It waits for a worker, or for its start.</summary>
    Queued,

    /// <summary>It is being processed.</summary>
    Processing,

    /// <summary>Every image was processed, though some may have failed.</summary>
    Completed,

    /// <summary>Every image failed.</summary>
    Failed,

    /// <summary>It was cancelled before its end.</summary>
    Cancelled,
}

/// <summary>Maps the states of the engine to those of the inference API.</summary>
internal static class InferenceStates
{
    /// <summary>The state of a job.</summary>
    public static InferenceState Of(JobState state) => state switch
    {
        JobState.Queued => InferenceState.Queued,
        JobState.Processing => InferenceState.Processing,
        JobState.Completed or JobState.Partial => InferenceState.Completed,
        JobState.Failed => InferenceState.Failed,
        JobState.Cancelled => InferenceState.Cancelled,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "The inference API has no such state."),
    };
}
