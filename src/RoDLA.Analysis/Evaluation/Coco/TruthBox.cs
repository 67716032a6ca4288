namespace RoDLA.Analysis.Evaluation.Coco;

/// <summary>One labelled box of a page.</summary>
/// <param name="Class">Index of its class.</param>
/// <param name="X">Left edge in pixels.</param>
/// <param name="Y">Top edge in pixels.</param>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="Area">The label's area, which may be that of its polygon: it decides about the area range.</param>
internal readonly record struct TruthBox(int Class, double X, double Y, double Width, double Height, double Area)
{
    /// <summary>Whether it stands for a group: any number of detections may match it, and the union is the detection's area.</summary>
    public bool IsCrowd { get; init; }

    /// <summary>Whether neither finding nor missing it counts. In COCO files that is so of crowds.</summary>
    public bool IsIgnored { get; init; }
}
