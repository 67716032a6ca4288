using RoDLA.Analysis.Charts.Drawing;
using RoDLA.Analysis.Charts.Figures;
using RoDLA.Analysis.Charts.Statistics;
using RoDLA.Analysis.Metrics;
using RoDLA.Analysis.Wording;

namespace RoDLA.Analysis.Charts.Page;

/// <summary>Histogram of the confidences of a page with their mean and median.</summary>
internal sealed class ConfidenceDistributionChart : IChart<ChartInput>
{
    /// <inheritdoc/>
    public string Name => "confidence_distribution";

    /// <inheritdoc/>
    public Figure Draw(ChartInput input)
    {
        ConfidenceDistribution figures = input.Analysis.Confidence!.Distribution;
        return ConfidenceHistogram.Draw(
            "Confidence Distribution",
            Phrases.Detections(input.Elements.Count),
            Histogram.OfUnitInterval(input.Elements.Select(ChartInput.Confidence), ConfidenceHistogram.Bins),
            figures.Mean,
            figures.Median);
    }
}
