namespace RoDLA.Jobs.Exports;

/// <summary>What a row of an exported table represents.</summary>
public enum ExportRows
{
    /// <summary>A detection; images without detections have no row.</summary>
    Detections,

    /// <summary>An image in any state.</summary>
    Images,
}
