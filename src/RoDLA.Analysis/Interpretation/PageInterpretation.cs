namespace RoDLA.Analysis.Interpretation;

/// <summary>The figures of a page in plain words.</summary>
/// <param name="Overview">High-level summary; says so when nothing was found.</param>
/// <param name="TopElements">The most common classes.</param>
/// <param name="RodlaAnalysis">Estimated robustness.</param>
/// <param name="LayoutComplexity">How intricate the layout is.</param>
/// <param name="KeyFindings">Observations, each one line.</param>
/// <param name="PerturbationAssessment">What to expect under perturbations.</param>
/// <param name="Recommendations">What to do, each one line.</param>
/// <param name="ConfidenceSummary">Detections per confidence level.</param>
public sealed record PageInterpretation(
    string Overview,
    string TopElements,
    string RodlaAnalysis,
    string LayoutComplexity,
    IReadOnlyList<string> KeyFindings,
    string PerturbationAssessment,
    IReadOnlyList<string> Recommendations,
    ConfidenceSummary ConfidenceSummary);

/// <summary>Detections per confidence level, as in <c>confidence_analysis</c>.</summary>
public sealed record ConfidenceSummary(int VeryHighCount, int HighCount, int MediumCount, int LowCount, int VeryLowCount);
