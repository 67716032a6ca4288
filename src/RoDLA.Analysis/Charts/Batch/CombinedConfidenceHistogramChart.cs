using RoDLA.Analysis.Charts.Kinds;

namespace RoDLA.Analysis.Charts.Batch;

/// <summary>Histogram of the confidences over all images with their mean.</summary>
internal sealed class CombinedConfidenceHistogramChart : IBatchChart
{
    private const string Title = "Confidence Distribution Across All Images";

    /// <inheritdoc/>
    public string Name => "combined_confidence_histogram";

    /// <inheritdoc/>
    public string Draw(BatchChartInput input)
    {
        if (input.Classes.Count == 0)
        {
            return EmptyFigure.WithoutDetections(Name, Title, input);
        }

        int bins = input.ConfidenceBins.Count;
        int lowest = Enumerable.Range(0, bins).First(bin => input.ConfidenceBins[bin] > 0);
        int highest = Enumerable.Range(0, bins).Last(bin => input.ConfidenceBins[bin] > 0);
        return ConfidenceHistogramFigure.Draw(
            Name,
            Title,
            $"{Words.Detections(input.Detections)} on {Words.Images(input.Succeeded)}",
            input.ConfidenceBins,
            input.AverageConfidence,
            median: null,
            $"All lie between {Words.Fixed((double)lowest / bins, 2)} and {Words.Fixed((highest + 1.0) / bins, 2)}.");
    }
}
