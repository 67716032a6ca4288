using RoDLA.Analysis.Pictures;

namespace RoDLA.Analysis.Perturbing;

/// <summary>The answer of <c>/api/perturb</c>.</summary>
/// <param name="Success">Whether at least one perturbation was applied.</param>
/// <param name="Message">How many were applied.</param>
/// <param name="PerturbationsApplied">Perturbations that were applied, in order.</param>
/// <param name="PerturbationsFailed">Perturbations that were passed over, in order, with the reason.</param>
/// <param name="TotalPerturbations">Perturbations asked for.</param>
/// <param name="SuccessRate">Share that was applied, 4 decimals.</param>
/// <param name="OriginalShape">Height, width and channels of the page.</param>
/// <param name="PerturbedShape">Height, width and channels of the perturbed page.</param>
/// <param name="ImageBase64">The perturbed page as a data URI; null when not asked for.</param>
/// <param name="SavedPath">Where the perturbed page is kept; null when it is not.</param>
/// <param name="Seed">Key of the random numbers, given or drawn: sent again, it gives the same bytes.</param>
/// <param name="Mode">Whose behaviour was followed.</param>
/// <param name="Boxes">The boxes sent along as x1, y1, x2, y2, moved with the page; absent when none were sent.</param>
/// <param name="Polygons">The polygons sent along as x, y, x, y, ..., moved with the page; absent when none were sent.</param>
/// <param name="Quality">How like its original the perturbed page is; absent when not asked for.</param>
public sealed record PerturbReport(
    bool Success,
    string Message,
    IReadOnlyList<PerturbationEntry> PerturbationsApplied,
    IReadOnlyList<PerturbationEntry> PerturbationsFailed,
    int TotalPerturbations,
    double SuccessRate,
    IReadOnlyList<int> OriginalShape,
    IReadOnlyList<int> PerturbedShape,
    PictureUri? ImageBase64,
    string? SavedPath,
    long Seed,
    PerturbationMode Mode,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<IReadOnlyList<float>>? Boxes,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<IReadOnlyList<float>>? Polygons,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] QualityMeasures? Quality)
{
    /// <summary>What to know of the request, such as a field that is not known; empty when nothing.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The answer for a page that <paramref name="info"/> was done to.</summary>
    /// <param name="info">What was done.</param>
    /// <param name="picture">The perturbed page; null when not asked for.</param>
    public static PerturbReport From(PerturbationInfo info, PictureUri? picture)
    {
        int total = info.Applied.Count + info.Failed.Count;
        return new PerturbReport(
            info.Applied.Count > 0,
            $"Applied {info.Applied.Count}/{total} perturbations successfully",
            info.Applied,
            info.Failed,
            total,
            info.SuccessRate,
            info.OriginalShape,
            info.PerturbedShape,
            picture,
            info.SavedPath,
            info.Seed,
            info.Mode,
            info.Boxes,
            info.Polygons,
            info.Quality);
    }
}
