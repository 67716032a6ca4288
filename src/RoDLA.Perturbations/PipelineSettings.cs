namespace RoDLA.Perturbations;

/// <summary>What holds for a whole chain of perturbations.</summary>
public sealed record PipelineSettings
{
    /// <summary>Whose behaviour to follow. Default <see cref="PerturbationMode.Standard"/>.</summary>
    public PerturbationMode Mode { get; init; }

    /// <summary>Key of the random numbers; null to have one drawn.</summary>
    public long? Seed { get; init; }

    /// <summary>Most threads that one perturbation is spread over. Default: one a processor.</summary>
    public int MaxThreads { get; init; } = Environment.ProcessorCount;
}
