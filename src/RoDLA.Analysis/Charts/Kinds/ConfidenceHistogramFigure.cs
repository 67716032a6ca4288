using RoDLA.Analysis.Charts.Axes;
using RoDLA.Analysis.Charts.Drawing;

namespace RoDLA.Analysis.Charts.Kinds;

/// <summary>Histogram of confidences from 0 to 1 with marks such as their mean.</summary>
internal static class ConfidenceHistogramFigure
{
    /// <summary>Bins of the histograms.</summary>
    public const int Bins = 20;

    private const double Width = 1000;
    private const double Height = 600;

    // Strokes and gaps are equally long and the median begins with a gap: where both lines coincide, both colours show.
    private static readonly Paint MeanLine = new(null, Theme.Mean, 2, Dash: "7 7");
    private static readonly Paint MedianLine = new(null, Theme.Median, 2, Dash: "7 7", DashOffset: 7);

    /// <summary>The figure as an SVG document.</summary>
    /// <param name="chart">The chart's name.</param>
    /// <param name="title">What it shows.</param>
    /// <param name="what">Of what.</param>
    /// <param name="counts">Confidences in each of the <see cref="Bins"/>.</param>
    /// <param name="mean">Their mean.</param>
    /// <param name="median">Their median, when it is known.</param>
    /// <param name="range">The range of them in words, for those who do not see the picture.</param>
    public static string Draw(string chart, string title, string what, IReadOnlyList<int> counts, double mean, double? median, string range)
    {
        double left = Theme.Margin + ValueAxis.LeftSize(LinearScale.Counts(counts.Max(), 0, 1));
        PlotArea plot = new(left, Header.PlotTop, Width - 32, Height - Theme.Margin - ValueAxis.BottomSize);
        LinearScale vertical = LinearScale.Counts(counts.Max(), plot.Bottom, plot.Top);
        LinearScale horizontal = new(0, 1, plot.Left, plot.Right, 0.1);
        List<(double Value, LegendEntry Entry)> marks = [(mean, new LegendEntry(MeanLine, $"Mean: {Words.Fixed(mean, 3)}"))];
        if (median is { } middle)
        {
            marks.Add((middle, new LegendEntry(MedianLine, $"Median: {Words.Fixed(middle, 3)}")));
        }

        using SvgWriter svg = Header.Begin(
            chart, Width, Height, title, $"{what} in {Bins} bins",
            $"Histogram of the confidences of {what}. {string.Join(". ", marks.Select(mark => mark.Entry.Text))}. {range}");
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
        foreach ((double value, LegendEntry entry) in marks)
        {
            svg.Line(horizontal.Map(value), plot.Bottom, horizontal.Map(value), plot.Top, entry.Sample);
        }

        LegendEntry[] legend = [.. marks.Select(mark => mark.Entry)];
        Legend.Draw(svg, plot.Right - Legend.Width(legend), Header.SubtitleBaseline, legend);
        return svg.Finish();
    }
}
