using System.Text.Json.Nodes;

namespace RoDLA.Detection.Catalog;

/// <summary>A published model.</summary>
/// <param name="Name">Name of its folder.</param>
/// <param name="Page">Where it is described.</param>
/// <param name="Files">What to download; the first is the graph.</param>
/// <param name="Manifest">Its <c>model.json</c>, without name, file and SHA-256.</param>
public sealed record CatalogEntry(string Name, string Page, IReadOnlyList<CatalogFile> Files, JsonObject Manifest)
{
    /// <summary>What to know of its licence beside its name; null when nothing.</summary>
    public string? Notice { get; init; }

    /// <summary>The licence as its page states it.</summary>
    public string Licence => Manifest["licence"]?.GetValue<string>() ?? "not stated";

    /// <summary>Name for people.</summary>
    public string DisplayName => Manifest["display_name"]?.GetValue<string>() ?? Name;
}
