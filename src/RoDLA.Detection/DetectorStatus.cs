namespace RoDLA.Detection;

/// <summary>State of the detector.</summary>
/// <param name="State">Loading, ready or failed.</param>
/// <param name="ExecutionProvider"><c>CPUExecutionProvider</c> or <c>CUDAExecutionProvider</c>; null until loaded.</param>
/// <param name="Note">Why it failed, or why it runs on the CPU although CUDA was requested; else null.</param>
public sealed record DetectorStatus(DetectorState State, string? ExecutionProvider, string? Note)
{
    /// <summary>Time of one page, measured during warm-up; null until loaded.</summary>
    public TimeSpan? PageTime { get; init; }
}

/// <summary>State of a model.</summary>
public enum DetectorState
{
    /// <summary>Reading, checking and warm-up.</summary>
    Loading,

    /// <summary>Serves requests.</summary>
    Ready,

    /// <summary>Unusable; <see cref="DetectorStatus.Note"/> says why.</summary>
    Failed,
}
