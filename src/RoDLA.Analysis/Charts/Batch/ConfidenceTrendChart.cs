using RoDLA.Analysis.Charts.Drawing;
using RoDLA.Analysis.Wording;

namespace RoDLA.Analysis.Charts.Batch;

/// <summary>Mean confidence of each image, in the order of the batch; one without detections has none and leaves a gap.</summary>
internal sealed class ConfidenceTrendChart : IChart<BatchChartInput>
{
    private static readonly ImageTrend Trend = new(
        "Average Confidence Across Images",
        "Average Confidence",
        image => image.Detections > 0 ? image.AverageConfidence : null,
        (least, _) => NumberAxis.Confidences(least),
        mean => $"Average of images: {Phrases.Fixed(mean, 3)}");

    /// <inheritdoc/>
    public string Name => "confidence_trend_across_images";

    /// <inheritdoc/>
    public Figure Draw(BatchChartInput input) => Trend.DrawLine(input);
}
