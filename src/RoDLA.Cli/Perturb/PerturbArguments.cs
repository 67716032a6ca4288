namespace RoDLA.Cli.Perturb;

/// <summary>Arguments of <c>perturb</c>.</summary>
/// <param name="Files">The files.</param>
/// <param name="Out">Folder for the pages.</param>
/// <param name="Page">Pages to read.</param>
/// <param name="Perturbation">What to do to each.</param>
internal sealed record PerturbArguments(
    IReadOnlyList<string> Files, string Out, PageSelection Page, PagePerturbation Perturbation);
