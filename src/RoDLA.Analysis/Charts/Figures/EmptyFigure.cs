using RoDLA.Analysis.Charts.Drawing;
using ScottPlot;

namespace RoDLA.Analysis.Charts.Figures;

/// <summary>Placeholder for a chart without data, with the reason.</summary>
internal static class EmptyFigure
{
    private static readonly Color Fill = Color.FromHex("#f7f8f9");

    /// <summary>Draws the figure.</summary>
    public static Figure Draw(string title, string what, string message)
    {
        Figure figure = new(1000, 600, title, what)
        {
            Padding = new PixelPadding(Theme.Margin, Theme.Margin, Theme.Margin, Figure.PlotTop),
        };
        figure.Plot.DataBackground.Color = Fill;
        figure.Plot.DataBorder = new LineStyle(1, Theme.Grid);
        figure.Plot.Axes.SetLimits(0, 1, 0, 1);
        figure.AddText(message, new Coordinates(0.5, 0.5), Alignment.MiddleCenter, 16, Theme.Muted);
        return figure;
    }
}
