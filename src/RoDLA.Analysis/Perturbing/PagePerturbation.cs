using RoDLA.Analysis.Pictures;

namespace RoDLA.Analysis.Perturbing;

/// <summary>Perturbations of a page and their options.</summary>
/// <param name="Steps">The perturbations, in order; names and degrees that exist.</param>
public sealed record PagePerturbation(IReadOnlyList<PerturbationStep> Steps)
{
    /// <summary>Which behaviour to follow. Default <see cref="PerturbationMode.Standard"/>.</summary>
    public PerturbationMode Mode { get; init; }

    /// <summary>Key of the random numbers; null for a random one.</summary>
    public long? Seed { get; init; }

    /// <summary>Whether to measure the similarity of the perturbed page to its original.</summary>
    public bool Quality { get; init; }

    /// <summary>Whether to detect on the clean page too, and compare.</summary>
    public bool Compare { get; init; }

    /// <summary>Boxes on the clean page to move along; null when none were sent.</summary>
    public IReadOnlyList<BoundingBox>? Boxes { get; init; }

    /// <summary>Polygons on the clean page to move along; null when none were sent.</summary>
    public IReadOnlyList<IReadOnlyList<Vector2>>? Polygons { get; init; }

    /// <summary>Whether to keep the perturbed page in the folder for them.</summary>
    public bool Save { get; init; }

    /// <summary>Kind of file that it is kept as. Default <see cref="PictureFormat.Png"/>.</summary>
    public PictureFormat Format { get; init; }

    /// <summary>Most threads that one perturbation is spread over. Default: one a processor.</summary>
    public int MaxThreads { get; init; } = Environment.ProcessorCount;
}
