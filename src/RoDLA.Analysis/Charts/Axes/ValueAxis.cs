using RoDLA.Analysis.Charts.Drawing;

namespace RoDLA.Analysis.Charts.Axes;

/// <summary>Draws axes of numbers with grid lines, ticks, labels and the axis' name.</summary>
internal static class ValueAxis
{
    private const double Gap = 8;
    private const double TickLength = 5;
    private const double MinorTickLength = 3;

    /// <summary>Pixels that a vertical axis takes to the left of the plot.</summary>
    public static double LeftSize(IScale scale) => NameRoom + LabelWidth(scale) + Gap;

    /// <summary>Pixels that a horizontal axis takes below the plot.</summary>
    public static double BottomSize => Gap + TextMetrics.LineHeight(Theme.Tick.Size) + NameRoom;

    private static double NameRoom => TextMetrics.LineHeight(Theme.AxisName.Size) + Gap;

    /// <summary>A vertical axis at the left of the plot, its grid lines across the plot.</summary>
    public static void DrawLeft(SvgWriter svg, PlotArea plot, IScale scale, string name, bool grid = true)
    {
        if (grid)
        {
            Grid(svg, scale, tick => (plot.Left, Crisp(scale.Map(tick)), plot.Right, Crisp(scale.Map(tick))));
        }

        TextStyle style = Theme.Tick with { Anchor = TextAnchor.End };
        foreach (Tick tick in scale.Ticks)
        {
            if (tick.Label is { } label)
            {
                svg.Text(plot.Left - Gap, scale.Map(tick.Value) + TextMetrics.MiddleToBaseline(style.Size), label, style);
            }
        }

        double x = plot.Left - Gap - LabelWidth(scale) - Gap;
        svg.Text(x, plot.CenterY, name, Theme.AxisName, new Turn(-90, x, plot.CenterY));
    }

    /// <summary>A horizontal axis below the plot; its labels' middles lie below their ticks.</summary>
    public static void DrawBottom(SvgWriter svg, PlotArea plot, IScale scale, string name, bool grid)
    {
        if (grid)
        {
            Grid(svg, scale, tick => (Crisp(scale.Map(tick)), plot.Top, Crisp(scale.Map(tick)), plot.Bottom));
        }

        svg.BeginPath();
        foreach (Tick tick in scale.Ticks)
        {
            double x = Crisp(scale.Map(tick.Value));
            svg.MoveTo(x, plot.Bottom);
            svg.LineTo(x, plot.Bottom + (tick.Minor ? MinorTickLength : TickLength));
        }

        svg.EndPath(Paint.Line(Theme.Axis));
        TextStyle style = Theme.Tick with { Anchor = TextAnchor.Middle };
        foreach (Tick tick in scale.Ticks)
        {
            if (tick.Label is { } label)
            {
                svg.Text(scale.Map(tick.Value), plot.Bottom + Gap + style.Size, label, style);
            }
        }

        DrawBottomName(svg, plot.CenterX, plot.Bottom + BottomSize, name);
    }

    /// <summary>Name of a horizontal axis; <paramref name="bottom"/> is the lowest pixel that it may take.</summary>
    public static void DrawBottomName(SvgWriter svg, double center, double bottom, string name) =>
        svg.Text(center, bottom - (Theme.AxisName.Size * 0.3), name, Theme.AxisName);

    /// <summary>The line that bars stand on.</summary>
    public static void BaseLine(SvgWriter svg, double x1, double y1, double x2, double y2) =>
        svg.Line(Crisp(x1), Crisp(y1), Crisp(x2), Crisp(y2), Paint.Line(Theme.Axis));

    /// <summary>The middle of the pixel that a place falls into: a line of one pixel there is drawn without blur.</summary>
    public static double Crisp(double place) => Math.Floor(place) + 0.5;

    private static double LabelWidth(IScale scale) =>
        scale.Ticks.Max(tick => tick.Label is null ? 0 : TextMetrics.Width(tick.Label, Theme.Tick.Size));

    private static void Grid(SvgWriter svg, IScale scale, Func<double, (double X1, double Y1, double X2, double Y2)> line)
    {
        svg.BeginPath();
        foreach (Tick tick in scale.Ticks)
        {
            if (!tick.Minor)
            {
                (double x1, double y1, double x2, double y2) = line(tick.Value);
                svg.MoveTo(x1, y1);
                svg.LineTo(x2, y2);
            }
        }

        svg.EndPath(Paint.Line(Theme.Grid));
    }
}
