using RoDLA.Perturbations.Random;

namespace RoDLA.Perturbations;

/// <summary>Input of one application of a perturbation, beside the page.</summary>
/// <param name="degree">1 (mild) to 3 (severe).</param>
/// <param name="seed">Key of the random numbers; the same seed, order and page give the same bytes on any number of threads.</param>
public sealed class PerturbationContext(int degree, long seed)
{
    /// <summary>1 (mild) to 3 (severe).</summary>
    public int Degree { get; } = degree is >= 1 and <= 3
        ? degree
        : throw new ArgumentOutOfRangeException(nameof(degree), degree, "The degree is 1, 2 or 3.");

    /// <summary>Key of the random numbers.</summary>
    public long Seed { get; } = seed;

    /// <summary>Place in the chain, from 1: the same perturbation twice draws different numbers.</summary>
    public int Order { get; init; } = 1;

    /// <summary>Which behaviour to follow. Default <see cref="PerturbationMode.Standard"/>.</summary>
    public PerturbationMode Mode { get; init; }

    /// <summary>Maximum number of threads. Default: one per processor.</summary>
    public int MaxThreads { get; init; } = Environment.ProcessorCount;

    /// <summary>Text of the watermark; null for the benchmark's own.</summary>
    public string? WatermarkText { get; init; }

    /// <summary>Folder of pictures for <c>background</c>, a name below the service's own; null for the service's own.</summary>
    public string? BackgroundFolder { get; init; }

    /// <summary>d' = 2d − 1: 1, 3, 5, the strength that all but rotation compute with.</summary>
    internal int Strength => (2 * Degree) - 1;

    internal bool IsReference => Mode == PerturbationMode.Reference;

    /// <summary>An independent stream of random numbers for each use within a perturbation.</summary>
    internal RandomStream Stream(string perturbation, uint use) => new(Seed, perturbation, Order, use);
}
