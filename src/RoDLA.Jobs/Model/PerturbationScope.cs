namespace RoDLA.Jobs.Model;

/// <summary>Which images a perturbation chain of a job applies to.</summary>
public enum PerturbationScope
{
    /// <summary>One chain for every image.</summary>
    Shared,

    /// <summary>A chain for each image.</summary>
    PerImage,
}
