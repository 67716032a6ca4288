namespace RoDLA.Perturbations;

/// <summary>Settings of a chain of perturbations.</summary>
public sealed record PipelineSettings
{
    /// <summary>Which behaviour to follow. Default <see cref="PerturbationMode.Standard"/>.</summary>
    public PerturbationMode Mode { get; init; }

    /// <summary>Key of the random numbers; null for a random one.</summary>
    public long? Seed { get; init; }

    /// <summary>Maximum number of threads per perturbation. Default: one per processor.</summary>
    public int MaxThreads { get; init; } = Environment.ProcessorCount;
}
