namespace RoDLA.Perturbations;

/// <summary>Which behaviour a perturbation follows; docs/perturbations.md lists the differences.</summary>
public enum PerturbationMode
{
    /// <summary>What the benchmark describes, without the bugs of its code: every degree has an effect, boxes stay on the page.</summary>
    Standard,

    /// <summary>What the benchmark's published code does, bugs included.</summary>
    Reference,
}
