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

    /// <summary>What was done to find the layout, in order.</summary>
    public IReadOnlyList<LayoutStep> Steps { get; init; } = [];

    /// <summary>Classes whose detections were left out, for want of a counterpart in the vocabulary that was asked for.</summary>
    public IReadOnlyList<string> ClassesLeftOut { get; init; } = [];

    /// <summary>How long the page waited for a model and a free place in it, over all models of a cascade.</summary>
    public TimeSpan Wait { get; init; }

    /// <summary>How long the models took, over all models of a cascade.</summary>
    public TimeSpan Inference { get; init; }

    /// <summary>What elements are to one another.</summary>
    public IReadOnlyList<LayoutRelation> Relations { get; init; } = [];

    /// <summary>What the layout rules changed, in order; empty when none ran.</summary>
    public IReadOnlyList<RuleChange> RuleChanges { get; init; } = [];
}
