using RoDLA.Analysis.Perturbing;

namespace RoDLA.Jobs.Model;

/// <summary>Perturbations that a job applies to its images before detection.</summary>
/// <param name="Scope">One chain for the job, or one for each image.</param>
/// <param name="Chains">The shared chain, or the chains in the order of the images.</param>
public sealed record JobPerturbations(PerturbationScope Scope, IReadOnlyList<IReadOnlyList<PerturbationStep>> Chains)
{
    /// <summary>Implementation of the perturbations.</summary>
    public PerturbationMode Mode { get; init; }

    /// <summary>Seed of the random numbers of every image; null draws one for each.</summary>
    public long? Seed { get; init; }

    /// <summary>Folder of background pictures as the client named it; null for the service's own.</summary>
    public string? BackgroundFolder { get; init; }

    /// <summary>Perturbation of one image; null for none.</summary>
    /// <param name="index">Index of the image, from 0.</param>
    public PagePerturbation? For(int index)
    {
        IReadOnlyList<PerturbationStep> chain = Chains[Scope == PerturbationScope.Shared ? 0 : index];
        return chain.Count == 0 ? null : new PagePerturbation(chain) { Mode = Mode, Seed = Seed };
    }
}
