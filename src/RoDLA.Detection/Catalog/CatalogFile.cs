namespace RoDLA.Detection.Catalog;

/// <summary>A file of a model in the catalogue.</summary>
/// <param name="Name">Name in the model's folder.</param>
/// <param name="Url">Where it is published.</param>
public sealed record CatalogFile(string Name, string Url)
{
    /// <summary>Its size; null when not stated.</summary>
    public long? Bytes { get; init; }

    /// <summary>SHA-256, hexadecimal; null when not stated.</summary>
    public string? Sha256 { get; init; }
}
