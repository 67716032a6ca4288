using RoDLA.Analysis.Charts.Axes;
using RoDLA.Analysis.Charts.Drawing;
using RoDLA.Analysis.Charts.Kinds;

namespace RoDLA.Analysis.Charts.Batch;

/// <summary>A number of each image across the batch, with a line at their mean and a mark for every image without a result.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="AxisName">What the numbers are.</param>
/// <param name="Average">Legend of the line at their mean.</param>
/// <param name="Painter">How the numbers are drawn.</param>
internal sealed record ImageTrendFigure(string Title, string AxisName, Func<double, string> Average, ISeriesPainter Painter)
{
    private const double Width = 1200;
    private const double Height = 600;
    private const double RightMargin = 32;
    private const double MissingHeight = 9;
    private static readonly Paint MeanLine = new(null, Theme.Mean, 2, Dash: "7 7");
    private static readonly Paint Missing = new(Theme.Edge);

    /// <summary>The figure as an SVG document.</summary>
    /// <param name="chart">The chart's name.</param>
    /// <param name="input">The batch.</param>
    /// <param name="value">The number of an image that succeeded; null for one that has none all the same.</param>
    /// <param name="scale">The axis of the numbers, from their least and greatest, between two pixels.</param>
    public string Draw(
        string chart, BatchChartInput input, Func<BatchImage, double?> value, Func<double, double, double, double, LinearScale> scale)
    {
        double?[] values = [.. input.Images.Select(image => image.Outcome == BatchOutcome.Succeeded ? value(image) : null)];
        double[] known = [.. values.OfType<double>()];
        if (known.Length == 0)
        {
            return EmptyFigure.WithoutDetections(chart, Title, input);
        }

        double mean = known.Average();
        double left = Theme.Margin + ValueAxis.LeftSize(scale(known.Min(), known.Max(), 0, 1));
        PlotArea plot = new(left, Header.PlotTop, Width - RightMargin, Height - Theme.Margin - ValueAxis.BottomSize);
        LinearScale vertical = scale(known.Min(), known.Max(), plot.Bottom, plot.Top);
        ImageSeries series = new(values, plot.Left, plot.Right);
        LegendEntry average = new(MeanLine, Average(mean));
        List<LegendEntry> legend = known.Length > 1 ? [average] : [];
        int missing = input.Images.Count - input.Succeeded;
        if (missing > 0)
        {
            legend.Add(new LegendEntry(Missing, $"No result: {Words.Number(missing)}"));
        }

        string steps = series.ImagesPerStep == 1 ? string.Empty : $"; {Painter.Legend(series.ImagesPerStep)}";
        using SvgWriter svg = Header.Begin(
            chart, Width, Height, Title, Words.Images(input.Images.Count) + steps,
            $"{Title}, {Words.Images(input.Images.Count)}: {average.Text}, least {Tip(known.Min())}, greatest {Tip(known.Max())}.");
        ValueAxis.DrawLeft(svg, plot, vertical, AxisName);
        Painter.Draw(svg, series, vertical, i => $"{input.Images[i].Name}: {Tip(values[i]!.Value)}");
        DrawMissing(svg, plot, series, input);
        ValueAxis.DrawBottom(svg, plot, series.Axis, "Image Number", grid: false);
        ValueAxis.BaseLine(svg, plot.Left, plot.Bottom, plot.Right, plot.Bottom);
        if (known.Length > 1)
        {
            svg.Line(plot.Left, vertical.Map(mean), plot.Right, vertical.Map(mean), MeanLine);
        }

        Legend.Draw(svg, plot.Right - Legend.Width([.. legend]), Header.SubtitleBaseline, [.. legend]);
        return svg.Finish();
    }

    private static string Tip(double value) =>
        value == Math.Truncate(value) ? Words.Number(value) : Words.Fixed(value, 3);

    // One path for all, standing on the base line: a gap in a line of thousands would not be seen.
    private static void DrawMissing(SvgWriter svg, PlotArea plot, ImageSeries series, BatchChartInput input)
    {
        // Neighbours that are too close to stand apart join to a bar.
        double width = series.Pitch < 6 ? series.Pitch : Math.Min(series.Pitch * 0.5, 8);
        bool any = false;
        for (int i = 0; i < series.Steps.Count; i++)
        {
            int first = i * series.ImagesPerStep;
            if (Enumerable.Range(first, series.Steps[i].Images).All(n => input.Images[n].Outcome == BatchOutcome.Succeeded))
            {
                continue;
            }

            if (!any)
            {
                svg.BeginPath();
                any = true;
            }

            double x = series.Steps[i].X;
            svg.AddRect(x - (width / 2), plot.Bottom - MissingHeight, x + (width / 2), plot.Bottom);
        }

        if (any)
        {
            svg.EndPath(Missing);
        }
    }
}
