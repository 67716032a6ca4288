using RoDLA.Analysis.Charts.Axes;
using RoDLA.Analysis.Charts.Drawing;
using RoDLA.Detection;

namespace RoDLA.Analysis.Charts.Kinds;

/// <summary>
/// A dot a detection: its area on a logarithmic axis against its confidence, which its colour repeats. A box without area has no place on
/// such an axis; it stands in a column of its own, named 0, to the left of it.
/// </summary>
internal sealed class AreaVsConfidenceChart : IChart
{
    private const double Width = 1000;
    private const double Height = 600;
    private const double ZeroColumn = 60;
    private static readonly Paint ColumnEdge = new(null, Theme.Axis, 1, Dash: "3 3");

    /// <inheritdoc/>
    public string Name => "area_vs_confidence";

    /// <inheritdoc/>
    public string Draw(ChartInput input)
    {
        double lowest = input.Elements.Min(Words.Confidence);
        double left = Theme.Margin + ValueAxis.LeftSize(LinearScale.Confidences(lowest, 0, 1));
        double right = Width - Theme.Margin - ColorBar.Size(LinearScale.Confidences(lowest, 0, 1));
        PlotArea plot = new(left, Header.PlotTop - 8, right, Height - Theme.Margin - ValueAxis.BottomSize);
        LinearScale vertical = LinearScale.Confidences(lowest, plot.Bottom, plot.Top);
        double[] areas = [.. input.Elements.Select(element => (double)element.Box.Area).Where(area => area > 0)];
        int without = input.Elements.Count - areas.Length;
        double logLeft = plot.Left + (without > 0 ? ZeroColumn : 0);
        LogScale horizontal = areas.Length > 0
            ? LogScale.Spanning(areas.Min(), areas.Max(), logLeft, plot.Right)
            : LogScale.Spanning(1, 10, logLeft, plot.Right);

        string zero = without > 0 ? $", {Words.Number(without)} of them without area" : string.Empty;
        string what = Words.Detections(input.Elements.Count) + zero;
        using SvgWriter svg = Header.Begin(
            Name, Width, Height, "Area vs Confidence", what,
            $"Scatter plot of {what}: area in square pixels, logarithmic, against confidence. " +
            (areas.Length > 0 ? $"Areas from {Words.Number(areas.Min())} to {Words.Number(areas.Max())}." : "All areas are zero."));
        ValueAxis.DrawLeft(svg, plot, vertical, "Confidence Score");
        ValueAxis.DrawBottom(svg, plot with { Left = logLeft }, horizontal, "Detection Area (pixels²)", grid: true);
        if (without > 0)
        {
            svg.Line(logLeft, plot.Top, logLeft, plot.Bottom, ColumnEdge);
            svg.Text(
                plot.Left + (ZeroColumn / 2), plot.Bottom + 8 + Theme.Tick.Size, "0", Theme.Tick with { Anchor = TextAnchor.Middle });
        }

        ValueAxis.BaseLine(svg, plot.Left, plot.Bottom, plot.Right, plot.Bottom);
        DrawDots(svg, input, vertical, area => area > 0 ? horizontal.Map(area) : plot.Left + (ZeroColumn / 2));
        ColorBar.Draw(svg, plot, Colormap.Viridis, vertical, "Confidence");
        return svg.Finish();
    }

    private static void DrawDots(SvgWriter svg, ChartInput input, LinearScale vertical, Func<double, double> horizontal)
    {
        double radius = input.Elements.Count > 100 ? 4 : 5.5;
        foreach (LayoutElement element in input.Elements)
        {
            double confidence = Words.Confidence(element);
            string color = Colormap.Viridis.At((confidence - vertical.Min) / (1 - vertical.Min));
            svg.Circle(
                horizontal(element.Box.Area), vertical.Map(confidence), radius, new Paint(color, color, 0.8, 0.6),
                $"{element.ClassName}: {Words.Fixed(confidence, 3)}, {Words.Number(element.Box.Area)} pixels²");
        }
    }
}
