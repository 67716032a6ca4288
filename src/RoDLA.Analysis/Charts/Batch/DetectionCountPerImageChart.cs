using RoDLA.Analysis.Charts.Axes;
using RoDLA.Analysis.Charts.Kinds;

namespace RoDLA.Analysis.Charts.Batch;

/// <summary>Number of detections of each image, in the order of the batch.</summary>
internal sealed class DetectionCountPerImageChart : IBatchChart
{
    private static readonly ImageTrendFigure Figure = new(
        "Detection Count per Image", "Detections", mean => $"Average: {Words.Fixed(mean, 2)}", new LineSeriesPainter());

    /// <inheritdoc/>
    public string Name => "detection_count_per_image";

    /// <inheritdoc/>
    public string Draw(BatchChartInput input) => Figure.Draw(
        Name, input, image => image.Detections, (_, greatest, from, to) => LinearScale.Counts((int)Math.Max(1, greatest), from, to));
}
