using RoDLA.Jobs.Model;

namespace RoDLA.Cli.Batch;

/// <summary>The result of one image.</summary>
/// <param name="Image">Its name.</param>
/// <param name="Page">Page of the file, from 1.</param>
/// <param name="Status">Its state.</param>
/// <param name="Detections">Number of detections; null without a result.</param>
/// <param name="AverageConfidence">Mean confidence; null without a result.</param>
/// <param name="Seconds">Time that it took; null without a result.</param>
/// <param name="Error">What went wrong; null when nothing did.</param>
internal sealed record BatchRow(
    string Image, int Page, ItemState Status, int? Detections, double? AverageConfidence, double? Seconds, string? Error);
