namespace RoDLA.Detection;

/// <summary>The layout of a page.</summary>
/// <param name="Model">Name of the model that found it.</param>
/// <param name="Elements">The detections, most confident first.</param>
public sealed record PageLayout(string Model, IReadOnlyList<LayoutElement> Elements)
{
    /// <summary>The slices in force: no larger than the page, and enlarged where there would be too many; null for none.</summary>
    public SliceSettings? Slices { get; init; }

    /// <summary>How the print lies on the page.</summary>
    public PagePose Pose { get; init; }

    /// <summary>What was done to find it, in order.</summary>
    public IReadOnlyList<LayoutStep> Steps { get; init; } = [];

    /// <summary>What elements are to one another.</summary>
    public IReadOnlyList<LayoutRelation> Relations { get; init; } = [];

    /// <summary>What the layout rules changed, in order; empty when none ran.</summary>
    public IReadOnlyList<RuleChange> RuleChanges { get; init; } = [];
}
