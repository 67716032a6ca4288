namespace RoDLA.Jobs.Exports;

/// <summary>Options of an export; exporters ignore those that they do not support.</summary>
public sealed record ExportOptions
{
    /// <summary>What a row of a table represents.</summary>
    public ExportRows Rows { get; init; }
}
