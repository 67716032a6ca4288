using System.CommandLine;
using RoDLA.Cli.Syntax;
using RoDLA.Perturbations;

namespace RoDLA.Cli.Perturb;

/// <summary>Options of both commands that perturb.</summary>
internal static class PerturbOptions
{
    /// <summary>Whose behaviour to follow.</summary>
    public static Option<PerturbationMode> Mode() => CommonOptions.Choice(
        "--mode",
        "reference: as the benchmark's published code, its quirks included",
        [("standard", PerturbationMode.Standard), ("reference", PerturbationMode.Reference)],
        "neither 'standard' nor 'reference'");
}
