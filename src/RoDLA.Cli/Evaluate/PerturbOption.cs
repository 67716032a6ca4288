using RoDLA.Analysis.Evaluation.Running;
using RoDLA.Cli.Syntax;

namespace RoDLA.Cli.Evaluate;

/// <summary><c>--perturb</c>: all, none, or a list of types and of types with a degree.</summary>
internal static class PerturbOption
{
    public static Option<IReadOnlyList<PerturbationStep>?> Create() => CommonOptions.Parsed(
        "--perturb",
        "all|none|TYPE[:DEGREE],...",
        "the perturbations, each a cell of its own; a type without a degree stands for all three; all by default",
        EvaluationSettings.ReadSteps,
        "neither all, none, nor a list of TYPE or TYPE:DEGREE: the types are "
            + $"{string.Join(", ", PerturbationCatalog.All.Select(p => p.Name))}; the degrees 1, 2 and 3");
}
