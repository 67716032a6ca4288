namespace RoDLA.Detection.Models;

/// <summary>How outputs become detections.</summary>
public sealed record PostprocessSpec
{
    /// <summary>Scores at or below this are never looked at.</summary>
    public float CandidateThreshold { get; init; }

    /// <summary>IoU above which the weaker of two boxes of one class is dropped (NMS); null for no NMS.</summary>
    public float? NmsIou { get; init; }

    /// <summary>IoU above which the weaker of two boxes of any classes is dropped, after <see cref="NmsIou"/>; null for none.</summary>
    public float? NmsAgnosticIou { get; init; }

    /// <summary>Most candidates that enter NMS, the most confident first.</summary>
    public int PreNmsTop { get; init; } = 1500;

    /// <summary>Most detections of one page.</summary>
    public int MaxDetections { get; init; } = 300;
}
