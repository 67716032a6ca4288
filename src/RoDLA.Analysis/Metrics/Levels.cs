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

    /// <summary>The first level whose bound lies above a figure, else the last one.</summary>
    public static string Of(double figure, (double Bound, string Name) first, (double Bound, string Name) second, string last) =>
        figure < first.Bound ? first.Name : figure < second.Bound ? second.Name : last;
}
