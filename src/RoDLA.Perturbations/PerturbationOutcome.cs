using RoDLA.Imaging;
using RoDLA.Perturbations.Geometry;

namespace RoDLA.Perturbations;

/// <summary>What a chain of perturbations made of a page.</summary>
/// <param name="Image">The new pixels; a copy of the old ones when nothing was applied.</param>
/// <param name="Transform">Where points of the old page went, or null when nothing moved.</param>
/// <param name="Records">One record an entry, in order.</param>
/// <param name="Seed">Key of the chain's random numbers, given or drawn.</param>
public sealed record PerturbationOutcome(
    PageImage Image, IPageTransform? Transform, IReadOnlyList<PerturbationRecord> Records, long Seed) : IDisposable
{
    /// <summary>Entries that were applied.</summary>
    public IEnumerable<PerturbationRecord> Applied => Records.Where(record => record.Success);

    /// <summary>Entries that were passed over.</summary>
    public IEnumerable<PerturbationRecord> Failed => Records.Where(record => !record.Success);

    /// <summary>Share of the entries that were applied; 1 for an empty chain.</summary>
    public double SuccessRate => Records.Count == 0 ? 1 : (double)Applied.Count() / Records.Count;

    /// <summary>Gives the pixels and the buffers of the transform back.</summary>
    public void Dispose()
    {
        Image.Dispose();
        (Transform as IDisposable)?.Dispose();
    }
}
