using RoDLA.Analysis.Charts.Axes;
using RoDLA.Analysis.Charts.Drawing;

namespace RoDLA.Analysis.Charts.Kinds;

/// <summary>One level bar.</summary>
/// <param name="Name">Beside its beginning.</param>
/// <param name="Value">Its length.</param>
/// <param name="Label">Beside its end.</param>
internal readonly record struct LevelBar(string Name, double Value, string Label);

/// <summary>Level bars with their names, the first on top; the figure is as high as they need.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="What">Of what.</param>
/// <param name="AxisName">What the bars' lengths are.</param>
/// <param name="Color">Filling of the bars.</param>
internal sealed record LevelBarFigure(string Title, string What, string AxisName, string Color)
{
    private const double Width = 1200;
    private const double UsualHeight = 800;
    private const double MaxPitch = 56;
    private const double MinPitch = 22;
    private const double MaxNameWidth = 340;
    private const double NameGap = 10;
    private const double LabelGap = 6;
    private const double LabelMargin = 16;
    private const double MinLabelRoom = 64;
    private const double Top = 88;

    /// <summary>The figure as an SVG document.</summary>
    /// <param name="chart">The chart's name.</param>
    /// <param name="bars">One or more.</param>
    /// <param name="scale">The axis between two pixels.</param>
    public string Draw(string chart, IReadOnlyList<LevelBar> bars, Func<double, double, LinearScale> scale)
    {
        TextStyle nameStyle = Theme.Tick with { Anchor = TextAnchor.End, Color = Theme.Ink };
        string[] names = [.. bars.Select(bar => TextMetrics.Fit(bar.Name, MaxNameWidth, nameStyle.Size))];
        double column = Math.Ceiling(names.Max(name => TextMetrics.Width(name, nameStyle.Size)));
        double labels = Math.Ceiling(bars.Max(bar => TextMetrics.Width(bar.Label, Theme.Value.Size))) + LabelGap + LabelMargin;
        double below = ValueAxis.BottomSize + Theme.Margin;
        double pitch = Math.Clamp((UsualHeight - Top - below) / bars.Count, MinPitch, MaxPitch);
        double height = Math.Round(Top + (pitch * bars.Count) + below);
        PlotArea plot = new(Theme.Margin + column + NameGap, Top, Width - Math.Max(MinLabelRoom, labels), height - below);
        LinearScale horizontal = scale(plot.Left, plot.Right);
        BandScale bands = new(plot.Top, plot.Bottom, bars.Count);

        using SvgWriter svg = Header.Begin(
            chart, Width, height, Title, What,
            $"Bar chart of the {AxisName.ToLowerInvariant()} of {What}: {string.Join(", ", bars.Select(bar => $"{bar.Name} {bar.Label}"))}.");
        ValueAxis.DrawBottom(svg, plot, horizontal, AxisName, grid: true);
        ValueLabel[] values = new ValueLabel[bars.Count];
        for (int i = 0; i < bars.Count; i++)
        {
            LevelBar bar = bars[i];
            double end = horizontal.Map(bar.Value);
            double middle = bands.Center(i);
            double baseline = middle + TextMetrics.MiddleToBaseline(nameStyle.Size);
            svg.Rect(
                plot.Left, middle - (bands.BarWidth / 2), end - plot.Left, bands.BarWidth, new Paint(Color), $"{bar.Name}: {bar.Label}");
            svg.Text(plot.Left - NameGap, baseline, names[i], nameStyle, fullText: bar.Name);
            values[i] = new ValueLabel(end + LabelGap, baseline, bar.Label);
        }

        ValueLabels.Draw(svg, values, Theme.Value with { Anchor = TextAnchor.Start });
        ValueAxis.BaseLine(svg, plot.Left, plot.Top, plot.Left, plot.Bottom);
        return svg.Finish();
    }
}
