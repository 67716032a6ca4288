namespace RoDLA.Detection;

/// <summary>How outputs become detections.</summary>
public sealed record PostprocessSpec
{
    /// <summary>Scores at or below this are ignored.</summary>
    public float CandidateThreshold { get; init; }

    /// <summary>IoU above which the weaker of two boxes of one class is dropped (NMS); null for no NMS.</summary>
    public float? NmsIou { get; init; }

    /// <summary>
    /// IoU above which the weaker of two boxes of any classes is dropped, after <see cref="NmsIou"/>; null for none. The family
    /// <c>anchor_free</c> keeps it as a second guess up to the model's default threshold, when a request is for less than half
    /// of that threshold.
    /// </summary>
    public float? NmsAgnosticIou { get; init; }

    /// <summary>
    /// Share of a box inside a larger one of its class above which the larger is dropped, when both are above the model's default
    /// threshold: the larger joins what the others tell apart. Null for none.
    /// </summary>
    public float? NmsContainment { get; init; } = 0.8f;

    /// <summary>Tidies the answer as docling does; null for the raw answer.</summary>
    public CleanupSpec? Cleanup { get; init; }

    /// <summary>Maximum number of candidates for NMS, most confident first.</summary>
    public int PreNmsTop { get; init; } = 1500;

    /// <summary>Maximum number of detections on a page.</summary>
    public int MaxDetections { get; init; } = 300;

    /// <summary>Whether the edges of text boxes are moved to their ink where a request does not say.</summary>
    public bool Snap { get; init; }
}
