namespace RoDLA.Analysis.Interpretation;

/// <summary>The answer's <c>interpretation</c>: its figures in plain English. No text is empty; lines are parted by <c>\n</c>.</summary>
/// <param name="Overview">What was found, how certain, how much of the page.</param>
/// <param name="TopElements">The three most frequent classes.</param>
/// <param name="RodlaAnalysis">Estimated mPE and mRD and what they mean.</param>
/// <param name="LayoutComplexity">How intricate the layout is.</param>
/// <param name="KeyFindings">What stands out, each with ✓ (good), ℹ (worth knowing) or ⚠ (a warning) before it.</param>
/// <param name="PerturbationAssessment">What perturbations are expected to do to the result.</param>
/// <param name="Recommendations">What to do next; one entry says so when there is nothing to do.</param>
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

/// <summary>Detections per confidence level.</summary>
/// <param name="VeryHighCount">Those of 0.9 and more.</param>
/// <param name="HighCount">Those of 0.8 to 0.9.</param>
/// <param name="MediumCount">Those of 0.6 to 0.8.</param>
/// <param name="LowCount">Those of 0.4 to 0.6.</param>
/// <param name="VeryLowCount">Those below 0.4.</param>
public sealed record ConfidenceSummary(int VeryHighCount, int HighCount, int MediumCount, int LowCount, int VeryLowCount);
