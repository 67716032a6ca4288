using System.Collections.Frozen;

namespace RoDLA.Jobs.Exports;

/// <summary>The formats that jobs can be exported in, by name.</summary>
/// <param name="exporters">One a format.</param>
public sealed class ExporterCatalog(IEnumerable<IJobExporter> exporters)
{
    private readonly FrozenDictionary<string, IJobExporter> _byName =
        exporters.ToFrozenDictionary(exporter => exporter.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Names of the formats, in alphabetical order.</summary>
    public IReadOnlyList<string> Names => [.. _byName.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The exporter of a format, in any case of letters; null when there is none.</summary>
    public IJobExporter? Find(string name) => _byName.GetValueOrDefault(name);
}
