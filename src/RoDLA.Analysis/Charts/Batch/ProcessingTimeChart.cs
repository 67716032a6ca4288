using RoDLA.Analysis.Charts.Drawing;
using RoDLA.Analysis.Wording;

namespace RoDLA.Analysis.Charts.Batch;

/// <summary>Seconds that each image took, in the order of the batch.</summary>
internal sealed class ProcessingTimeChart : IChart<BatchChartInput>
{
    private static readonly ImageTrend Trend = new(
        "Processing Time per Image",
        "Time (seconds)",
        image => image.Seconds,
        (_, greatest) => NumberAxis.FromZero(greatest),
        mean => $"Average: {Phrases.Fixed(mean, 2)} s");

    /// <inheritdoc/>
    public string Name => "processing_time_per_image";

    /// <inheritdoc/>
    public Figure Draw(BatchChartInput input) => Trend.DrawBars(input);
}
