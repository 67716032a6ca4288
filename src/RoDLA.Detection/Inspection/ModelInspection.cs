namespace RoDLA.Detection.Inspection;

/// <summary>What a graph is, and a manifest to start from.</summary>
/// <param name="Inputs">Its inputs, as text.</param>
/// <param name="Outputs">Its outputs, as text.</param>
/// <param name="Manifest">The manifest; null when no family fits.</param>
public sealed record ModelInspection(IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, ModelManifest? Manifest)
{
    /// <summary>Names of its outputs.</summary>
    public IReadOnlyList<string> OutputNames { get; init; } = [];

    /// <summary>What the graph does not tell and was guessed, one sentence each.</summary>
    public IReadOnlyList<string> Guesses { get; init; } = [];

    /// <summary>Where the class names are from; null when they were made up.</summary>
    public string? ClassesSource { get; init; }

    /// <summary>What each family expects, by name; for a graph that fits none.</summary>
    public IReadOnlyDictionary<string, string> Expected { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether it has the outputs that a manifest names.</summary>
    public bool HasOutputs(OutputSpec outputs) => Families.OutputNames.Of(outputs).All(output => OutputNames.Contains(output.Name));
}
