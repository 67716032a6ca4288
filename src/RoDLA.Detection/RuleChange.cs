namespace RoDLA.Detection;

/// <summary>A change that a layout rule made.</summary>
/// <param name="Rule">Name of the rule.</param>
/// <param name="Element">Index of the changed element; null for one that was dropped.</param>
/// <param name="Action">What was done: <c>drop</c>, <c>relabel</c>, <c>adjust</c> or <c>relation</c>.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record RuleChange(string Rule, int? Element, string Action, string Reason);
