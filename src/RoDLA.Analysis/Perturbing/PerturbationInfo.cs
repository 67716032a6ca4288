namespace RoDLA.Analysis.Perturbing;

/// <summary>What was done to a page.</summary>
/// <param name="Applied">Perturbations that were applied, in order.</param>
/// <param name="Failed">Perturbations that failed and were skipped, in order.</param>
/// <param name="SuccessRate">Share that was applied, 4 decimals.</param>
/// <param name="Seed">Key of the random numbers, given or drawn.</param>
/// <param name="Mode">Which behaviour the perturbations followed.</param>
/// <param name="OriginalShape">Height, width and channels of the page.</param>
/// <param name="PerturbedShape">Height, width and channels of the perturbed page.</param>
/// <param name="Boxes">The boxes sent along as x1, y1, x2, y2, moved with the page; absent when none were sent.</param>
/// <param name="Polygons">The polygons sent along as x, y, x, y, ..., moved with the page; absent when none were sent.</param>
/// <param name="Quality">Similarity of the perturbed page to its original; absent when not requested.</param>
/// <param name="SavedPath">Where the perturbed page is kept; absent when it is not.</param>
/// <param name="Comparison">Detections of the clean page and how many of them the perturbed page keeps; absent when not requested.</param>
public sealed record PerturbationInfo(
    IReadOnlyList<PerturbationEntry> Applied,
    IReadOnlyList<PerturbationEntry> Failed,
    double SuccessRate,
    long Seed,
    PerturbationMode Mode,
    IReadOnlyList<int> OriginalShape,
    IReadOnlyList<int> PerturbedShape,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<IReadOnlyList<float>>? Boxes = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<IReadOnlyList<float>>? Polygons = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] QualityMeasures? Quality = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? SavedPath = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] CleanComparison? Comparison = null);
