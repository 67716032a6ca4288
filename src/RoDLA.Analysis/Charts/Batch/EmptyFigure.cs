using RoDLA.Analysis.Charts.Axes;
using RoDLA.Analysis.Charts.Drawing;
using RoDLA.Analysis.Charts.Kinds;

namespace RoDLA.Analysis.Charts.Batch;

/// <summary>Stands where a chart has nothing to show, and says so.</summary>
internal static class EmptyFigure
{
    private const double Width = 1000;
    private const double Height = 600;
    private static readonly Paint Frame = new("#f7f8f9", Theme.Grid);

    /// <summary>A chart of detections of a batch that has none.</summary>
    public static string WithoutDetections(string chart, string title, BatchChartInput input) => Draw(
        chart, title, input, input.Succeeded == 0 ? "No image succeeded." : $"Nothing was found on {Words.Images(input.Succeeded)}.");

    private static string Draw(string chart, string title, BatchChartInput input, string message)
    {
        string what = Words.Images(input.Images.Count);
        using SvgWriter svg = Header.Begin(chart, Width, Height, title, what, $"{title} of {what}: {message}");
        PlotArea plot = new(Theme.Margin, Header.PlotTop, Width - Theme.Margin, Height - Theme.Margin);
        svg.Rect(plot.Left, plot.Top, plot.Width, plot.Height, Frame, radius: 6);
        svg.Text(
            plot.CenterX, plot.CenterY + TextMetrics.MiddleToBaseline(16), message, new TextStyle(16, Theme.Muted, TextAnchor.Middle));
        return svg.Finish();
    }
}
