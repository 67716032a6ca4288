namespace RoDLA.Analysis.Exports;

/// <summary>What a request asks of an export, beside its format.</summary>
public sealed record ExportOptions
{
    /// <summary>What a row of a CSV table represents. Default <see cref="ExportRows.Detections"/>.</summary>
    public ExportRows Rows { get; init; }

    /// <summary>Whether YOLO labels have the confidence as a sixth column. Default false: what trainers take.</summary>
    public bool Confidences { get; init; }
}
