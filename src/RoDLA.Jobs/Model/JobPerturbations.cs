using RoDLA.Analysis.Perturbing;
using RoDLA.Perturbations;

namespace RoDLA.Jobs.Model;

/// <summary>What a job does to its images before the detection.</summary>
/// <param name="Scope">How the chains are shared out.</param>
/// <param name="Chains">One chain when shared; else one for each image, in the images' order.</param>
public sealed record JobPerturbations(PerturbationScope Scope, IReadOnlyList<IReadOnlyList<PerturbationStep>> Chains)
{
    /// <summary>Whose behaviour to follow.</summary>
    public PerturbationMode Mode { get; init; }

    /// <summary>Key of the random numbers, the same for every image; null to have one drawn for each.</summary>
    public long? Seed { get; init; }

    /// <summary>Folder of background pictures, as it was named; null for the service's own.</summary>
    public string? BackgroundFolder { get; init; }

    /// <summary>What to do to one image; null for nothing.</summary>
    /// <param name="index">Number of the image in its job, from 0.</param>
    public PagePerturbation? For(int index)
    {
        IReadOnlyList<PerturbationStep> chain = Chains[Scope == PerturbationScope.Shared ? 0 : index];
        return chain.Count == 0 ? null : new PagePerturbation(chain) { Mode = Mode, Seed = Seed };
    }
}
