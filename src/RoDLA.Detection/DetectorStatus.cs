namespace RoDLA.Detection;

/// <summary>State of the detector.</summary>
/// <param name="State">Loading, ready or failed.</param>
/// <param name="ExecutionProvider">Where the model runs: <c>CPUExecutionProvider</c> or <c>CUDAExecutionProvider</c>; null until loaded.</param>
/// <param name="Note">Why it failed, or why it runs on the CPU although CUDA was asked for; null when there is nothing to say.</param>
public sealed record DetectorStatus(DetectorState State, string? ExecutionProvider, string? Note)
{
    /// <summary>How long a page took when the model was warmed up; null until loaded.</summary>
    public TimeSpan? PageTime { get; init; }
}

/// <summary>A model's life.</summary>
public enum DetectorState
{
    /// <summary>Being read, checked and warmed up.</summary>
    Loading,

    /// <summary>Answers requests.</summary>
    Ready,

    /// <summary>Cannot be used; the status says why.</summary>
    Failed,
}
