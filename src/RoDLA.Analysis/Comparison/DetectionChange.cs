using RoDLA.Analysis.Exports;

namespace RoDLA.Analysis.Comparison;

/// <summary>A detection of one result, the one of the other that it is paired with, or both.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="First">The detection of the first result; null for one that was gained.</param>
/// <param name="Second">The detection of the second result; null for one that was lost.</param>
/// <param name="Iou">Overlap of the two; null without a pair.</param>
public sealed record DetectionChange(DetectionOutcome Outcome, StoredDetection? First, StoredDetection? Second, double? Iou);
