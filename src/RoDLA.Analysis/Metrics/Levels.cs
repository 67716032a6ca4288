namespace RoDLA.Analysis.Metrics;

/// <summary>The words of the answer for its levels.</summary>
internal static class Levels
{
    public const string Low = "low";
    public const string Medium = "medium";
    public const string High = "high";

    public const string Excellent = "excellent";
    public const string Good = "good";
    public const string Fair = "fair";
    public const string Poor = "poor";
    public const string NeedsImprovement = "needs_improvement";

    public const string Simple = "simple";
    public const string Moderate = "moderate";
    public const string Complex = "complex";
}
