using RoDLA.Analysis.Charts.Axes;
using RoDLA.Analysis.Charts.Drawing;
using RoDLA.Analysis.Metrics;

namespace RoDLA.Analysis.Charts.Kinds;

/// <summary>How many detections are tiny, small, medium and large against the page.</summary>
internal sealed class SizeDistributionChart : IChart
{
    private const double Width = 1000;
    private const double Height = 600;
    private const double NameLine = 26;
    private const double NoteLine = 46;

    /// <inheritdoc/>
    public string Name => "size_distribution";

    /// <inheritdoc/>
    public string Draw(ChartInput input)
    {
        SizeDistribution sizes = input.Analysis.Spatial!.SizeDistribution;
        (string Name, string Note, int Count, string Color)[] categories =
        [
            ("tiny", "under 0.5 %", sizes.Tiny, "#ff6b6b"),
            ("small", "0.5 to 2 %", sizes.Small, "#ffd93d"),
            ("medium", "2 to 10 %", sizes.Medium, "#6bcf7f"),
            ("large", "10 % and more", sizes.Large, "#4d96ff"),
        ];
        int highest = categories.Max(category => category.Count);
        double left = Theme.Margin + ValueAxis.LeftSize(LinearScale.Counts(highest, 0, 1));
        double below = NoteLine + 12 + TextMetrics.LineHeight(Theme.AxisName.Size);
        PlotArea plot = new(left, Header.PlotTop, Width - 32, Height - Theme.Margin - below);
        LinearScale counts = LinearScale.Counts(highest, plot.Bottom, plot.Top);
        BandScale bands = new(plot.Left, plot.Right, categories.Length);

        using SvgWriter svg = Header.Begin(
            Name, Width, Height, "Size Distribution", $"{Words.Detections(input.Elements.Count)} by their share of the page's area",
            $"Bar chart of {Words.Detections(input.Elements.Count)} by size: " +
            string.Join(", ", categories.Select(c => $"{c.Name} ({c.Note} of the page) {Words.Number(c.Count)}")) + ".");
        ValueAxis.DrawLeft(svg, plot, counts, "Count");
        BarPainter.Upright(
            svg, bands, counts, Array.ConvertAll(categories, c => new Bar(c.Count, c.Color, $"{c.Name}: {Words.Number(c.Count)}")));
        ValueAxis.BaseLine(svg, plot.Left, plot.Bottom, plot.Right, plot.Bottom);
        for (int i = 0; i < categories.Length; i++)
        {
            TextStyle style = Theme.AxisName;
            svg.Text(bands.Center(i), plot.Bottom + NameLine, categories[i].Name, style);
            svg.Text(bands.Center(i), plot.Bottom + NoteLine, categories[i].Note, Theme.Tick with { Anchor = TextAnchor.Middle });
        }

        ValueAxis.DrawBottomName(svg, plot.CenterX, plot.Bottom + below, "Size Category");
        return svg.Finish();
    }
}
