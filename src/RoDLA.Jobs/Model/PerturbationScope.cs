namespace RoDLA.Jobs.Model;

/// <summary>How the perturbations of a job are shared out.</summary>
public enum PerturbationScope
{
    /// <summary>One chain for every image.</summary>
    Shared,

    /// <summary>A chain for each image.</summary>
    PerImage,
}
