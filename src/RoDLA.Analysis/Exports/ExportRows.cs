namespace RoDLA.Analysis.Exports;

/// <summary>What a row of an exported table represents.</summary>
public enum ExportRows
{
    /// <summary>A detection; pages without detections have no row.</summary>
    Detections,

    /// <summary>A page in any state.</summary>
    Images,
}
