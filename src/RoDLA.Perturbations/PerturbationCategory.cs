namespace RoDLA.Perturbations;

/// <summary>A group of perturbations.</summary>
/// <param name="Name">Lower-case name, such as <c>blur</c>.</param>
/// <param name="Description">What the group does.</param>
/// <param name="TypicalUse">What it is used for.</param>
/// <param name="Types">Names of its perturbations, in the order of the documentation.</param>
public sealed record PerturbationCategory(string Name, string Description, string TypicalUse, IReadOnlyList<string> Types);
