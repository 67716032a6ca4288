using RoDLA.Perturbations.Geometry;

namespace RoDLA.Perturbations;

/// <summary>The result of a chain of perturbations.</summary>
/// <param name="Image">The new pixels; a copy of the old ones when nothing was applied.</param>
/// <param name="Transform">Where points of the old page went, or null when nothing moved.</param>
/// <param name="Records">One record per entry, in order.</param>
/// <param name="Seed">Key of the chain's random numbers, given or random.</param>
public sealed record PerturbationOutcome(
    PageImage Image, IPageTransform? Transform, IReadOnlyList<PerturbationRecord> Records, long Seed) : PerturbationResult(Image, Transform)
{
    /// <summary>Entries that were applied.</summary>
    public IEnumerable<PerturbationRecord> Applied => Records.Where(record => record.Success);

    /// <summary>Entries that failed.</summary>
    public IEnumerable<PerturbationRecord> Failed => Records.Where(record => !record.Success);

    /// <summary>Share of the entries that were applied; 1 for an empty chain.</summary>
    public double SuccessRate => Records.Count == 0 ? 1 : (double)Applied.Count() / Records.Count;
}
