using RoDLA.Analysis.Charts.Drawing;
using ScottPlot;

namespace RoDLA.Analysis.Charts.Figures;

/// <summary>Level bars with their names, the first on top; the figure is as high as they need.</summary>
internal static class LevelBars
{
    private const double Width = 1200;
    private const double UsualHeight = 800;
    private const double MaxPitch = 56;
    private const double MinPitch = 22;
    private const float MaxNameWidth = 340;
    private const float NameGap = 10;
    private const float LabelGap = 22;
    private const float MinLabelRoom = 64;
    private const double BarShare = 0.72;

    /// <summary>Draws the figure.</summary>
    /// <param name="title">What it shows.</param>
    /// <param name="what">Of what.</param>
    /// <param name="axis">The numbers that the bars' lengths are, and their name.</param>
    /// <param name="color">Filling of the bars.</param>
    /// <param name="bars">One or more: the name at the left, the length, the label at the right.</param>
    public static Figure Draw(
        string title,
        string what,
        (NumberAxis Numbers, string Name) axis,
        Color color,
        IReadOnlyList<(string Name, double Value, string Label)> bars)
    {
        string[] names = [.. bars.Select(bar => ChartFont.Fit(bar.Name, MaxNameWidth, Theme.TickSize))];
        float left = Theme.Margin + names.Max(name => ChartFont.Width(name, Theme.TickSize)) + NameGap;
        float right = Math.Max(MinLabelRoom, bars.Max(bar => ChartFont.Width(bar.Label, Theme.TickSize)) + LabelGap);
        double pitch = Math.Clamp((UsualHeight - Figure.LowPlotTop - Figure.BottomSize) / bars.Count, MinPitch, MaxPitch);
        Figure figure = new(Width, Figure.LowPlotTop + (pitch * bars.Count) + Figure.BottomSize, title, what)
        {
            Padding = new PixelPadding(left, right, Figure.BottomSize, Figure.LowPlotTop),
        };
        figure.SetBottom(axis.Numbers, axis.Name, grid: true);
        figure.Plot.Axes.Bottom.FrameLineStyle.Width = 0;
        figure.SetLeftCategories(names);
        figure.AddBars(bars.Select((bar, i) => new Bar
        {
            Position = bars.Count - 1 - i,
            Value = bar.Value,
            Size = BarShare,
            Orientation = Orientation.Horizontal,
            FillColor = color,
            LineWidth = 0,
            Label = bar.Label,
        }));
        return figure;
    }
}
