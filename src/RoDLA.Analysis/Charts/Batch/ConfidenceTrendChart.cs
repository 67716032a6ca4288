using RoDLA.Analysis.Charts.Axes;
using RoDLA.Analysis.Charts.Kinds;

namespace RoDLA.Analysis.Charts.Batch;

/// <summary>Mean confidence of each image, in the order of the batch; one without detections has none and leaves a gap.</summary>
internal sealed class ConfidenceTrendChart : IBatchChart
{
    private static readonly ImageTrendFigure Figure = new(
        "Average Confidence Across Images", "Average Confidence", mean => $"Average of images: {Words.Fixed(mean, 3)}", new LineSeriesPainter());

    /// <inheritdoc/>
    public string Name => "confidence_trend_across_images";

    /// <inheritdoc/>
    public string Draw(BatchChartInput input) => Figure.Draw(
        Name,
        input,
        image => image.Detections > 0 ? image.AverageConfidence : null,
        (least, _, from, to) => LinearScale.Confidences(least, from, to));
}
