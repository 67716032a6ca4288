using RoDLA.Analysis.Charts.Drawing;
using RoDLA.Analysis.Wording;
using ScottPlot;

namespace RoDLA.Analysis.Charts.Page;

/// <summary>
/// One dot per detection: its area on a logarithmic axis against its confidence, which its colour repeats. A box without area has no
/// place on such an axis; its dot is in a separate column named 0, left of the axis.
/// </summary>
internal static class AreaVsConfidenceChart
{
    private const double Width = 1000;
    private const double Height = 600;
    private const double ZeroColumn = 0.08;
    private const int Shades = 64;

    public static Figure Draw(ChartInput input)
    {
        double[] areas = [.. input.Elements.Select(element => (double)element.Box.Area).Where(area => area > 0)];
        int without = input.Elements.Count - areas.Length;
        NumberAxis confidences = NumberAxis.Confidences(input.Elements.Min(ChartInput.Confidence));
        NumberAxis sizes = areas.Length > 0 ? NumberAxis.Logarithmic(areas.Min(), areas.Max()) : NumberAxis.Logarithmic(1, 10);
        double zero = sizes.Min;
        if (without > 0)
        {
            double column = (sizes.Max - sizes.Min) * ZeroColumn;
            zero = sizes.Min - (column / 2);
            sizes = new NumberAxis(sizes.Min - column, sizes.Max, [Tick.Major(zero, "0"), .. sizes.Ticks]);
        }

        string flat = without > 0 ? $", {Phrases.Number(without)} of them without area" : string.Empty;
        string what = Phrases.Detections(input.Elements.Count) + flat;
        Figure figure = new(Width, Height, "Area vs Confidence", what)
        {
            Padding = new PixelPadding(
                Figure.LeftSize(confidences), Figure.ColorBarSize(confidences), Figure.BottomSize, Figure.LowPlotTop),
        };
        figure.SetLeft(confidences, "Confidence Score");
        figure.SetBottom(sizes, "Detection Area (pixels²)", grid: true);
        if (without > 0)
        {
            figure.Plot.Add.VerticalLine(zero + (zero - sizes.Min), 1, Theme.Axis, new LinePattern([3, 3], 0, "edge of the column"));
        }

        AddDots(figure.Plot, input, confidences, zero);
        figure.AddColorBar(new ColorScale(Theme.Viridis, confidences), "Confidence");
        return figure;
    }

    // One set of markers per shade, not per detection: each set costs a pass of its own.
    private static void AddDots(Plot plot, ChartInput input, NumberAxis confidences, double zero)
    {
        float size = input.Elements.Count > 100 ? 8 : 11;
        var dots = input.Elements.Select(element => (Area: (double)element.Box.Area, Confidence: ChartInput.Confidence(element)));
        foreach (var shade in dots.GroupBy(dot => (int)((dot.Confidence - confidences.Min) / (1 - confidences.Min) * Shades)))
        {
            Coordinates[] places =
            [
                .. shade.Select(dot => new Coordinates(dot.Area > 0 ? Math.Log10(dot.Area) : zero, dot.Confidence)),
            ];
            Color color = Theme.Viridis.GetColor((double)shade.Key / Shades);
            Markers markers = plot.Add.Markers(places, MarkerShape.FilledCircle, size, color);
            markers.MarkerStyle.FillColor = color.WithAlpha(0.6);
            markers.MarkerStyle.LineColor = color;
            markers.MarkerStyle.LineWidth = 0.8f;
        }
    }
}
