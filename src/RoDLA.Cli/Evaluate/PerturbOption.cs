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
        Read,
        "neither all, none, nor a list of TYPE or TYPE:DEGREE: the types are "
            + $"{string.Join(", ", PerturbationCatalog.All.Select(p => p.Name))}; the degrees 1, 2 and 3");

    private static IReadOnlyList<PerturbationStep>? Read(string text)
    {
        if (text.Equals("all", StringComparison.OrdinalIgnoreCase))
        {
            return EvaluationSettings.AllSteps;
        }

        if (text.Equals("none", StringComparison.OrdinalIgnoreCase))
        {
            return [];
        }

        string[] entries = text.Split(',', StringSplitOptions.TrimEntries);
        PerturbationStep[] steps = [.. EvaluationSettings.AllSteps.Where(s => entries.Any(e => e == s.Type || e == CellName.Of(s)))];
        return entries.All(e => steps.Any(s => e == s.Type || e == CellName.Of(s))) ? steps : null;
    }
}
