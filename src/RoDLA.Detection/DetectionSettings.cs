namespace RoDLA.Detection;

/// <summary>How a page is looked at: everything of a request that changes its detections, and nothing else.</summary>
/// <param name="ScoreThreshold">Kept are detections with a confidence above this, 0 to 1.</param>
public sealed record DetectionSettings(float ScoreThreshold)
{
    /// <summary>The exit confidence of a request that names none.</summary>
    public const float DefaultExitConfidence = 0.6f;

    /// <summary>Names of the models, in the order in which they look at a page; empty for the service's own.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>
    /// Mean confidence of a page's detections, 0 to 1, below which the next of <see cref="Models"/> looks at it, and takes the place of the
    /// one before.
    /// </summary>
    public float ExitConfidence { get; init; } = DefaultExitConfidence;

    /// <summary>
    /// IoU above which the weaker of two boxes of one class is dropped, 0 to 1, also for a model whose family has no such pass; null for
    /// the model's own.
    /// </summary>
    public float? IouThreshold { get; init; }

    /// <summary>How the page is cut into slices that are looked at beside the whole page; null for the whole page only.</summary>
    public SliceSettings? Slices { get; init; }

    /// <summary>Whether the page is turned upright by quarter turns first.</summary>
    public PageOrientation Orientation { get; init; }

    /// <summary>Whether the page is straightened first.</summary>
    public Deskew Deskew { get; init; }

    /// <summary>Whether the edges of boxes are moved to the ink that belongs to them; null for the model's own.</summary>
    public bool? Snap { get; init; }

    /// <summary>Name of the file with layout rules, without its ending; null for none.</summary>
    public string? Rules { get; init; }

    /// <summary>Whose class names the detections get.</summary>
    public ClassVocabulary Classes { get; init; }

    /// <summary>Whether columns are read from the right.</summary>
    public bool RightToLeft { get; init; }
}
