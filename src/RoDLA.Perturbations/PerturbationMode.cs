namespace RoDLA.Perturbations;

/// <summary>Whose behaviour a perturbation follows; docs/perturbations.md has the differences in one table.</summary>
public enum PerturbationMode
{
    /// <summary>What the benchmark means, what is plainly a bug in its code mended: every degree shows, boxes stay on the page.</summary>
    Standard,

    /// <summary>What the benchmark's published code does, its quirks included.</summary>
    Reference,
}
