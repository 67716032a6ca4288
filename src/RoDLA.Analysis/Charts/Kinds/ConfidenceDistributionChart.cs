using RoDLA.Analysis.Charts.Axes;
using RoDLA.Analysis.Charts.Drawing;
using RoDLA.Analysis.Charts.Statistics;
using RoDLA.Analysis.Metrics;

namespace RoDLA.Analysis.Charts.Kinds;

/// <summary>Histogram of the confidences in 20 bins from 0 to 1 with their mean and median.</summary>
internal sealed class ConfidenceDistributionChart : IChart
{
    private const int Bins = 20;
    private const double Width = 1000;
    private const double Height = 600;

    // Strokes and gaps are equally long and the median begins with a gap: where both lines coincide, both colours show.
    private static readonly Paint MeanLine = new(null, Theme.Mean, 2, Dash: "7 7");
    private static readonly Paint MedianLine = new(null, Theme.Median, 2, Dash: "7 7", DashOffset: 7);

    /// <inheritdoc/>
    public string Name => "confidence_distribution";

    /// <inheritdoc/>
    public string Draw(ChartInput input)
    {
        ConfidenceDistribution figures = input.Analysis.Confidence!.Distribution;
        int[] counts = Histogram.OfUnitInterval(input.Elements.Select(Words.Confidence), Bins);
        double left = Theme.Margin + ValueAxis.LeftSize(LinearScale.Counts(counts.Max(), 0, 1));
        PlotArea plot = new(left, Header.PlotTop, Width - 32, Height - Theme.Margin - ValueAxis.BottomSize);
        LinearScale vertical = LinearScale.Counts(counts.Max(), plot.Bottom, plot.Top);
        LinearScale horizontal = new(0, 1, plot.Left, plot.Right, 0.1);
        LegendEntry mean = new(MeanLine, $"Mean: {Words.Fixed(figures.Mean, 3)}");
        LegendEntry median = new(MedianLine, $"Median: {Words.Fixed(figures.Median, 3)}");

        using SvgWriter svg = Header.Begin(
            Name, Width, Height, "Confidence Distribution", $"{Words.Detections(input.Elements.Count)} in {Bins} bins",
            $"Histogram of the confidences of {Words.Detections(input.Elements.Count)}. {mean.Text}. {median.Text}. " +
            $"Lowest: {Words.Fixed(figures.Min, 3)}. Highest: {Words.Fixed(figures.Max, 3)}.");
        ValueAxis.DrawLeft(svg, plot, vertical, "Frequency");
        for (int bin = 0; bin < Bins; bin++)
        {
            if (counts[bin] > 0)
            {
                double x = horizontal.Map((double)bin / Bins);
                double top = vertical.Map(counts[bin]);
                svg.Rect(
                    x, top, plot.Width / Bins, plot.Bottom - top, new Paint(Theme.Primary, Theme.Edge, 0.8, 0.7),
                    $"{Words.Fixed((double)bin / Bins, 2)} to {Words.Fixed((bin + 1.0) / Bins, 2)}: {Words.Number(counts[bin])}");
            }
        }

        ValueAxis.DrawBottom(svg, plot, horizontal, "Confidence Score", grid: false);
        ValueAxis.BaseLine(svg, plot.Left, plot.Bottom, plot.Right, plot.Bottom);
        svg.Line(horizontal.Map(figures.Mean), plot.Bottom, horizontal.Map(figures.Mean), plot.Top, MeanLine);
        svg.Line(horizontal.Map(figures.Median), plot.Bottom, horizontal.Map(figures.Median), plot.Top, MedianLine);
        Legend.Draw(svg, plot.Right - Legend.Width([mean, median]), Header.SubtitleBaseline, mean, median);
        return svg.Finish();
    }
}
