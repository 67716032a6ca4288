using RoDLA.Analysis.Charts.Drawing;

namespace RoDLA.Analysis.Charts.Axes;

/// <summary>Upright bar that tells which number a colour stands for.</summary>
internal static class ColorBar
{
    /// <summary>Pixels from the plot to the bar.</summary>
    public const double Gap = 24;

    private const double BarWidth = 16;
    private const double LabelGap = 8;

    /// <summary>Pixels that the bar, its labels and its name take beside the plot, the gap included.</summary>
    public static double Size(IScale scale) =>
        Gap + BarWidth + LabelGap + LabelWidth(scale) + LabelGap + TextMetrics.LineHeight(Theme.AxisName.Size);

    /// <summary>Draws the bar to the right of the plot; <paramref name="scale"/> runs from its bottom to its top.</summary>
    public static void Draw(SvgWriter svg, PlotArea plot, Colormap colors, IScale scale, string name)
    {
        double left = plot.Right + Gap;
        double right = left + BarWidth;
        svg.Rect(left, plot.Top, BarWidth, plot.Height, new Paint(svg.UpwardGradient([.. colors.Stops])));
        foreach (Tick tick in scale.Ticks)
        {
            double y = scale.Map(tick.Value);
            svg.Line(right, ValueAxis.Crisp(y), right + 4, ValueAxis.Crisp(y), Paint.Line(Theme.Axis));
            svg.Text(right + LabelGap, y + TextMetrics.MiddleToBaseline(Theme.Tick.Size), tick.Label ?? string.Empty, Theme.Tick);
        }

        double x = right + LabelGap + LabelWidth(scale) + LabelGap + Theme.AxisName.Size;
        svg.Text(x, plot.CenterY, name, Theme.AxisName, new Turn(-90, x, plot.CenterY));
    }

    private static double LabelWidth(IScale scale) =>
        scale.Ticks.Max(tick => TextMetrics.Width(tick.Label ?? string.Empty, Theme.Tick.Size));
}
