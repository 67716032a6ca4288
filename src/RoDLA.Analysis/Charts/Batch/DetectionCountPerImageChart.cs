using RoDLA.Analysis.Charts.Drawing;
using RoDLA.Analysis.Wording;

namespace RoDLA.Analysis.Charts.Batch;

/// <summary>Number of detections of each image, in the order of the batch.</summary>
internal sealed class DetectionCountPerImageChart : IChart<BatchChartInput>
{
    private static readonly ImageTrend Trend = new(
        "Detection Count per Image",
        "Detections",
        image => image.Detections,
        (_, greatest) => NumberAxis.Counts((int)Math.Max(1, greatest)),
        mean => $"Average: {Phrases.Fixed(mean, 2)}");

    /// <inheritdoc/>
    public string Name => "detection_count_per_image";

    /// <inheritdoc/>
    public Figure Draw(BatchChartInput input) => Trend.DrawLine(input);
}
