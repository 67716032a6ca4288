using RoDLA.Analysis.Metrics;
using RoDLA.Analysis.Wording;

namespace RoDLA.Analysis.Interpretation;

/// <summary>What stands out on a page with at least one detection.</summary>
internal static class KeyFindings
{
    public static IReadOnlyList<string> Of(PageAnalysis analysis)
    {
        string?[] findings =
        [
            Confidence(analysis),
            Coverage(analysis.Summary.UnionCoveragePercentage),
            Consistency(analysis),
            Robustness(analysis.Rodla!),
            Complexity(analysis.Complexity!),
            Density(analysis.Complexity!),
            Clustering(analysis),
            Overlaps(analysis),
        ];
        string[] found = [.. findings.OfType<string>()];
        return found.Length > 0 ? found : ["ℹ Nothing out of the ordinary - all figures are in their middle range"];
    }

    private static string? Confidence(PageAnalysis analysis) => analysis switch
    {
        { Summary.AverageConfidence: > InterpretationThresholds.ExcellentConfidence } =>
            "✓ Excellent detection confidence - model is highly certain",
        { Robustness.ModelCertainty: Levels.High } => "✓ High detection confidence - model is certain of most elements",
        { Robustness.ModelCertainty: Levels.Low } =>
            "⚠ Low detection confidence - document may have quality issues or an unusual layout",
        _ => null,
    };

    private static string? Coverage(double percentage) => percentage switch
    {
        > InterpretationThresholds.HighCoverage => "✓ High document coverage - most of page contains elements",
        < InterpretationThresholds.LowCoverage => "⚠ Low document coverage - sparse page, or elements were missed",
        _ => null,
    };

    private static string? Consistency(PageAnalysis analysis) => analysis switch
    {
        { Summary.TotalDetections: 1 } => null,
        { Robustness.PredictionConsistency: Levels.High } => "✓ Consistent predictions - confidence varies little between elements",
        { Robustness.PredictionConsistency: Levels.Low } => "⚠ Variable predictions - confidence varies widely between elements",
        _ => null,
    };

    private static string? Robustness(RobustnessEstimate rodla) => rodla.Interpretation switch
    {
        { MrdLevel: Levels.NeedsImprovement } =>
            $"⚠ Robustness concerns - significant degradation estimated (mRD {Phrases.Fixed(rodla.EstimatedMrd, 2)})",
        { MpeLevel: Levels.High } => $"⚠ High estimated perturbation effect (mPE {Phrases.Fixed(rodla.EstimatedMpe, 2)})",
        _ => null,
    };

    private static string? Complexity(LayoutComplexity complexity) => complexity switch
    {
        { LayoutCharacteristics.IsDiverse: true } => "ℹ Complex document structure with diverse element types",
        { ComplexityLevel: Levels.Complex } => "ℹ Complex document structure with many elements",
        { ComplexityLevel: Levels.Simple } => "ℹ Simple document structure",
        _ => null,
    };

    private static string? Density(LayoutComplexity complexity) => complexity is { LayoutCharacteristics.IsDense: true, TotalElements: > 1 }
        ? $"ℹ Dense layout ({Phrases.Fixed(complexity.DetectionDensity, 2)} elements per megapixel)"
        : null;

    private static string? Clustering(PageAnalysis analysis)
    {
        if (analysis.Summary.TotalDetections < InterpretationThresholds.FewestForClustering)
        {
            return null;
        }

        double score = analysis.Spatial!.DensityMetrics.SpatialClusteringScore;
        return score switch
        {
            >= InterpretationThresholds.Clustered => $"ℹ Elements are highly clustered (score {Phrases.Fixed(score, 2)})",
            < InterpretationThresholds.Dispersed => $"ℹ Elements are highly dispersed (score {Phrases.Fixed(score, 2)})",
            _ => null,
        };
    }

    private static string? Overlaps(PageAnalysis analysis)
    {
        double share = analysis.Quality!.OverlapAnalysis.OverlappingDetectionsPercentage;
        return share switch
        {
            _ when analysis.Summary.TotalDetections == 1 => null,
            0 => "✓ No overlapping detections",
            < InterpretationThresholds.MinimalOverlap => $"✓ Minimal overlaps between detections ({Phrases.Percent(share)})",
            <= InterpretationThresholds.ExcessiveOverlap => $"⚠ Some overlapping detections detected ({Phrases.Percent(share)})",
            _ => $"⚠ Many overlapping detections detected ({Phrases.Percent(share)})",
        };
    }
}
