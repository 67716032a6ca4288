using RoDLA.Analysis.Metrics;
using RoDLA.Analysis.Wording;

namespace RoDLA.Analysis.Interpretation;

/// <summary>What to do next with a page that has at least one detection.</summary>
internal static class Recommendations
{
    public static IReadOnlyList<string> Of(PageAnalysis analysis, PageSize page)
    {
        string?[] advice =
        [
            LargerScan(page),
            analysis.Robustness!.ModelCertainty == Levels.Low
                ? "Improve the scan - higher resolution, even light and a straight page usually raise confidence"
                : null,
            Uncertain(analysis.Confidence!),
            IsVariable(analysis)
                ? "Check the page for blur, noise, stains or uneven light - confidence varies widely between elements"
                : null,
            analysis.Rodla!.Interpretation.MrdLevel == Levels.NeedsImprovement
                ? "Test the page with perturbations before relying on robustness"
                : null,
            Overlapping(analysis.Quality!.OverlapAnalysis),
            analysis.Summary.UnionCoveragePercentage < InterpretationThresholds.LowCoverage
                ? "Check for missed elements - a lower confidence threshold finds more"
                : null,
            analysis.Complexity!.ComplexityLevel == Levels.Complex
                ? "Spot-check the boxes - a complex layout leaves more room for mistakes"
                : null,
        ];
        string[] given = [.. advice.OfType<string>()];
        return given.Length > 0 ? given : ["No specific recommendations - detection quality is good"];
    }

    /// <summary>For a page of few pixels, else null.</summary>
    public static string? LargerScan(PageSize page) => page.Pixels < InterpretationThresholds.SmallPage
        ? $"Use a larger scan - {page} pixels is little for small print"
        : null;

    private static bool IsVariable(PageAnalysis analysis) =>
        analysis.Robustness!.PredictionConsistency == Levels.Low || analysis.Rodla!.Interpretation.MpeLevel == Levels.High;

    private static string? Uncertain(ConfidenceAnalysis confidence)
    {
        int count = confidence.BinnedDistribution.Low + confidence.BinnedDistribution.VeryLow;
        return confidence.Percentages.Low + confidence.Percentages.VeryLow < InterpretationThresholds.ManyUncertain
            ? null
            : $"Review the {Phrases.Count(count, "element")} with a confidence under 60% - a threshold of 0.6 leaves "
                + (count == 1 ? "it out" : "them out");
    }

    private static string? Overlapping(OverlapAnalysis overlap) =>
        overlap.OverlappingDetectionsPercentage <= InterpretationThresholds.ExcessiveOverlap
            ? null
            : $"Review the overlapping elements ({Phrases.Count(overlap.TotalOverlappingPairs, "pair")}) - "
                + "nested or duplicate boxes may need merging";
}
