namespace RoDLA.Api.Inference.Status;

/// <summary>What a job does with its images.</summary>
public enum JobKind
{
    /// <summary>It detects.</summary>
    Detection,

    /// <summary>It evaluates the model on them, clean and perturbed.</summary>
    Robustness,
}
