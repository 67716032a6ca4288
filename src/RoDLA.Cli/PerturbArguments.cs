using RoDLA.Analysis.Perturbing;
using RoDLA.Perturbations;

namespace RoDLA.Cli;

/// <summary>What <c>perturb</c> and <c>perturb-dataset</c> were told.</summary>
internal sealed record PerturbArguments
{
    /// <summary>The perturbations: a chain for <c>perturb</c>, a data set each for <c>perturb-dataset</c>.</summary>
    public IReadOnlyList<PerturbationStep> Steps { get; init; } = [];

    /// <summary>Key of the random numbers; null when none was given.</summary>
    public long? Seed { get; init; }

    /// <summary>Whose behaviour to follow.</summary>
    public PerturbationMode Mode { get; init; }

    /// <summary>Whether to measure how like its original a page is; null for the command's default.</summary>
    public bool? Quality { get; init; }

    /// <summary>Kind of file that <c>perturb</c> writes.</summary>
    public PictureFormat Format { get; init; }

    /// <summary>Folder of a data set's pages.</summary>
    public string? Images { get; init; }

    /// <summary>COCO file of a data set.</summary>
    public string? Coco { get; init; }
}
