using RoDLA.Analysis.Charts.Drawing;
using RoDLA.Analysis.Charts.Figures;
using RoDLA.Analysis.Wording;

namespace RoDLA.Analysis.Charts.Batch;

/// <summary>Histogram of the confidences over all images with their mean.</summary>
internal sealed class CombinedConfidenceHistogramChart : IChart<BatchChartInput>
{
    private const string Title = "Confidence Distribution Across All Images";

    /// <inheritdoc/>
    public string Name => "combined_confidence_histogram";

    /// <inheritdoc/>
    public Figure Draw(BatchChartInput input) => input.Classes.Count == 0
        ? input.DrawEmpty(Title)
        : ConfidenceHistogram.Draw(
            Title,
            $"{Phrases.Detections(input.Detections)} on {Phrases.Images(input.Succeeded)}",
            input.ConfidenceBins,
            input.AverageConfidence,
            median: null);
}
