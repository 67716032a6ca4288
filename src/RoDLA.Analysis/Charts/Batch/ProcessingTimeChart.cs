using RoDLA.Analysis.Charts.Axes;
using RoDLA.Analysis.Charts.Kinds;

namespace RoDLA.Analysis.Charts.Batch;

/// <summary>Seconds that each image took, in the order of the batch.</summary>
internal sealed class ProcessingTimeChart : IBatchChart
{
    private static readonly ImageTrendFigure Figure = new(
        "Processing Time per Image", "Time (seconds)", mean => $"Average: {Words.Fixed(mean, 2)} s", new BarSeriesPainter());

    /// <inheritdoc/>
    public string Name => "processing_time_per_image";

    /// <inheritdoc/>
    public string Draw(BatchChartInput input) => Figure.Draw(
        Name, input, image => image.Seconds, (_, greatest, from, to) => LinearScale.FromZero(greatest, from, to));
}
