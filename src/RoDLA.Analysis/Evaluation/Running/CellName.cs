namespace RoDLA.Analysis.Evaluation.Running;

/// <summary>Names of the cells of an evaluation: <c>clean</c>, <c>rotation:2</c>.</summary>
public static class CellName
{
    /// <summary>The pages as they are.</summary>
    public const string Clean = "clean";

    /// <summary>The name of a perturbation; of none it is <see cref="Clean"/>.</summary>
    public static string Of(PerturbationStep? step) =>
        step is null ? Clean : string.Create(CultureInfo.InvariantCulture, $"{step.Type}:{step.Degree}");
}
