namespace RoDLA.Perturbations;

/// <summary>Name and description of a perturbation.</summary>
/// <param name="Name">Lower-case name, such as <c>ink_bleeding</c>.</param>
/// <param name="Category">Name of its <see cref="PerturbationCategory"/>.</param>
/// <param name="Description">What it does to the page.</param>
/// <param name="UseCase">What causes it in practice.</param>
/// <param name="DegreeEffects">What degree 1, 2 and 3 do, in this order.</param>
public sealed record PerturbationDescriptor(
    string Name, string Category, string Description, string UseCase, IReadOnlyList<string> DegreeEffects)
{
    /// <summary>Whether two seeds give two pages.</summary>
    public bool IsRandom { get; init; } = true;

    /// <summary>How the standard mode differs from the reference, for the client; null where it does not.</summary>
    public string? StandardNote { get; init; }

    /// <summary>Whether boxes and polygons move.</summary>
    public bool MovesBoxes => Category == PerturbationCatalog.Spatial;
}
