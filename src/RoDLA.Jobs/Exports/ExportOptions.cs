namespace RoDLA.Jobs.Exports;

/// <summary>What to write of a job; an exporter that has no use for a choice overlooks it.</summary>
public sealed record ExportOptions
{
    /// <summary>What a line of a table stands for.</summary>
    public ExportRows Rows { get; init; }
}
