namespace RoDLA.Analysis.Charts.Batch;

/// <summary>One class over all images of a batch.</summary>
/// <param name="Name">Name in the model's class list.</param>
/// <param name="Count">Detections, at least one.</param>
/// <param name="AverageConfidence">Their mean confidence.</param>
public sealed record BatchClass(string Name, int Count, double AverageConfidence);
