namespace RoDLA.Jobs.Exports;

/// <summary>Export formats by name.</summary>
/// <param name="exporters">One per format.</param>
public sealed class ExporterCatalog(IEnumerable<IJobExporter> exporters)
{
    private readonly FrozenDictionary<string, IJobExporter> _byName =
        exporters.ToFrozenDictionary(exporter => exporter.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Names of the formats, sorted.</summary>
    public IReadOnlyList<string> Names => [.. _byName.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The exporter of a format, ignoring case; null when there is none.</summary>
    public IJobExporter? Find(string name) => _byName.GetValueOrDefault(name);
}
