namespace RoDLA.Analysis.Exports;

/// <summary>Export formats by name.</summary>
/// <param name="exporters">One per format.</param>
public sealed class ExporterCatalog(IEnumerable<IExporter> exporters)
{
    private readonly FrozenDictionary<string, IExporter> _byName =
        exporters.ToFrozenDictionary(exporter => exporter.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Names of the formats, sorted.</summary>
    public IReadOnlyList<string> Names => [.. _byName.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The exporter of a format, ignoring case; null when there is none.</summary>
    public IExporter? Find(string name) => _byName.GetValueOrDefault(name);
}
