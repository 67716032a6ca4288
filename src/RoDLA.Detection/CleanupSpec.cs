namespace RoDLA.Detection;

/// <summary>
/// What docling does to the answer of its layout models: a threshold for each class, and of elements that overlap nearly all the best one.
/// It
/// makes a tidier page and costs recall.
/// </summary>
public sealed record CleanupSpec
{
    /// <summary>Elements with less confidence are dropped.</summary>
    public float Threshold { get; init; } = 0.5f;

    /// <summary>The same for single classes, by name.</summary>
    public IReadOnlyDictionary<string, float> Thresholds { get; init; } = new Dictionary<string, float>();

    /// <summary>Elements overlap when their IoU is above this.</summary>
    public float Overlap { get; init; } = 0.8f;

    /// <summary>Elements overlap when a share above this of one lies inside the other.</summary>
    public float Containment { get; init; } = 0.8f;
}
