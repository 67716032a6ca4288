namespace RoDLA.Perturbations;

/// <summary>One entry of a chain.</summary>
/// <param name="Type">Name of the perturbation.</param>
/// <param name="Degree">1 to 3.</param>
public sealed record PerturbationStep(string Type, int Degree)
{
    /// <summary>Key of this entry's random numbers; null for the chain's.</summary>
    public long? Seed { get; init; }

    /// <summary>Text of a watermark; null for the benchmark's own.</summary>
    public string? WatermarkText { get; init; }

    /// <summary>Folder of background pictures, a name below the service's own; null for the service's own.</summary>
    public string? BackgroundFolder { get; init; }
}
