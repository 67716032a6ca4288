namespace RoDLA.Jobs.Model;

/// <summary>How the detections of a job are drawn on its images, on request.</summary>
public sealed record AnnotationSettings
{
    /// <summary>Whether images are drawn at all.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Whether each box has the name of its class.</summary>
    public bool ShowLabels { get; init; } = true;

    /// <summary>Whether each box has its confidence.</summary>
    public bool ShowConfidence { get; init; } = true;
}
