using RoDLA.Analysis.Charts.Axes;
using RoDLA.Analysis.Charts.Drawing;

namespace RoDLA.Analysis.Charts.Kinds;

/// <summary>
/// How often each class was found: upright bars, the most frequent first. With more classes than 1200 pixels can name, the figure grows
/// to twice that; only from about a hundred classes on are some left unnamed.
/// </summary>
internal static class ClassCountFigure
{
    private const double MinWidth = 1200;
    private const double MaxWidth = 2400;
    private const double MinHeight = 600;
    private const double MinPlotHeight = 300;
    private const double RightMargin = 32;

    /// <summary>The figure as an SVG document.</summary>
    /// <param name="chart">The chart's name.</param>
    /// <param name="title">What it shows.</param>
    /// <param name="what">Of what.</param>
    /// <param name="classes">One or more, most frequent first.</param>
    public static string Draw(string chart, string title, string what, IReadOnlyList<(string Name, int Count)> classes)
    {
        int highest = classes[0].Count;
        double left = Theme.Margin + ValueAxis.LeftSize(LinearScale.Counts(highest, 0, 1));
        double width = Math.Clamp(left + (classes.Count * CategoryAxis.MinPitch(hasNotes: false)) + RightMargin, MinWidth, MaxWidth);
        CategoryAxis names = new([.. classes.Select(c => new CategoryLabel(c.Name))], left, width - RightMargin, "Class");
        double height = Math.Max(MinHeight, Header.PlotTop + MinPlotHeight + names.Height + Theme.Margin);
        PlotArea plot = new(names.Bands.From, Header.PlotTop, names.Bands.To, height - Theme.Margin - names.Height);
        LinearScale counts = LinearScale.Counts(highest, plot.Bottom, plot.Top);

        using SvgWriter svg = Header.Begin(
            chart, width, height, title, what,
            $"Bar chart of {what}. Most frequent: " +
            string.Join(", ", classes.Take(5).Select(c => $"{c.Name} {Words.Number(c.Count)}")) + ".");
        ValueAxis.DrawLeft(svg, plot, counts, "Count");
        Bar[] bars = [.. classes.Select(c => new Bar(c.Count, Theme.Primary, $"{c.Name}: {Words.Number(c.Count)}"))];
        BarPainter.Upright(svg, names.Bands, counts, bars);
        ValueAxis.BaseLine(svg, plot.Left, plot.Bottom, plot.Right, plot.Bottom);
        names.Draw(svg, plot);
        return svg.Finish();
    }
}
