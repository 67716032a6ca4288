namespace RoDLA.Detection;

/// <summary>A change that a layout rule made.</summary>
/// <param name="Rule">Name of the rule; empty when it gave none.</param>
/// <param name="Element">Index of the changed element, or of the first one of a relation; null for one that was dropped.</param>
/// <param name="Action">What was done: <c>drop</c>, <c>relabel</c>, <c>adjust</c> or <c>relation</c>.</param>
/// <param name="Reason">Why, in words; empty for a relation.</param>
public sealed record RuleChange(string Rule, int? Element, string Action, string Reason)
{
    /// <summary>Class of the element before the change.</summary>
    public string ClassName { get; init; } = "";

    /// <summary>Its confidence before the change.</summary>
    public float Confidence { get; init; }

    /// <summary>Its box: left, top, right and bottom edge in pixels.</summary>
    public IReadOnlyList<float> Box { get; init; } = [];

    /// <summary>Its class after a <c>relabel</c>; else null.</summary>
    public string? NewClassName { get; init; }

    /// <summary>Its confidence after an <c>adjust</c>; else null.</summary>
    public float? NewConfidence { get; init; }

    /// <summary>Index of the second element of a <c>relation</c>; else null.</summary>
    public int? OtherElement { get; init; }
}
