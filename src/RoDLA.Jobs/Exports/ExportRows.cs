namespace RoDLA.Jobs.Exports;

/// <summary>What a line of an exported table stands for.</summary>
public enum ExportRows
{
    /// <summary>A detection; images without any have no line.</summary>
    Detections,

    /// <summary>An image, whatever became of it.</summary>
    Images,
}
