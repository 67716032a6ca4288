namespace RoDLA.Analysis.Pipeline;

/// <summary>The answer's <c>detection_config</c>.</summary>
/// <param name="ScoreThreshold">Kept were detections with a confidence above this.</param>
/// <param name="Model">Name of the model.</param>
/// <param name="Framework">Kind of detector.</param>
/// <param name="MaxDetections">Most detections of one page.</param>
/// <param name="ExecutionProvider">Where the model ran.</param>
public sealed record DetectionConfig(float ScoreThreshold, string Model, string Framework, int MaxDetections, string ExecutionProvider)
{
    /// <summary>IoU above which the weaker of two boxes of one class was dropped; null for none.</summary>
    public float? IouThreshold { get; init; }

    /// <summary>The models of a cascade, in order; <see cref="Model"/> is the one that found the detections. Null for one model.</summary>
    public IReadOnlyList<string>? Models { get; init; }

    /// <summary>Mean confidence below which the next model of a cascade looked at the page; null for one model.</summary>
    public float? ExitConfidence { get; init; }

    /// <summary>Whether the page was turned upright by quarter turns: auto, off, or the degrees that were given.</summary>
    public string Orientation { get; init; } = "off";

    /// <summary>Whether the page was straightened: auto, off, or the degrees that were given.</summary>
    public string Deskew { get; init; } = "off";

    /// <summary>Whether the edges of text boxes were moved to their ink.</summary>
    public bool Snap { get; init; }

    /// <summary>What was done to find the layout, in order; the time of each is in <c>processing_times_ms</c>.</summary>
    public IReadOnlyList<string> Steps { get; init; } = [];

    /// <summary>The slices that were looked at beside the whole page; null for none.</summary>
    public SliceSettings? Slices { get; init; }

    /// <summary>Whose class names the detections have.</summary>
    public ClassVocabulary Classes { get; init; }

    /// <summary>Whether columns were read from the right.</summary>
    public bool RightToLeft { get; init; }

    /// <summary>Name of the layout rules; null for none.</summary>
    public string? Rules { get; init; }
}
