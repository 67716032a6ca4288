using RoDLA.Analysis.Charts.Statistics;
using RoDLA.Analysis.Metrics;

namespace RoDLA.Analysis.Charts.Kinds;

/// <summary>Histogram of the confidences of a page with their mean and median.</summary>
internal sealed class ConfidenceDistributionChart : IChart
{
    /// <inheritdoc/>
    public string Name => "confidence_distribution";

    /// <inheritdoc/>
    public string Draw(ChartInput input)
    {
        ConfidenceDistribution figures = input.Analysis.Confidence!.Distribution;
        return ConfidenceHistogramFigure.Draw(
            Name,
            "Confidence Distribution",
            Words.Detections(input.Elements.Count),
            Histogram.OfUnitInterval(input.Elements.Select(Words.Confidence), ConfidenceHistogramFigure.Bins),
            figures.Mean,
            figures.Median,
            $"Lowest: {Words.Fixed(figures.Min, 3)}. Highest: {Words.Fixed(figures.Max, 3)}.");
    }
}
