using RoDLA.Analysis.Charts.Drawing;
using RoDLA.Analysis.Charts.Figures;
using RoDLA.Analysis.Metrics;
using RoDLA.Analysis.Wording;
using ScottPlot;

namespace RoDLA.Analysis.Charts.Page;

/// <summary>How many detections are tiny, small, medium and large against the page.</summary>
internal static class SizeDistributionChart
{
    private const double Width = 1000;
    private const double Height = 600;
    private const float AxisSize = 66;

    public static Figure Draw(ChartInput input)
    {
        SizeDistribution sizes = input.Analysis.Spatial!.SizeDistribution;
        (string Name, int Count, Color Color)[] bars =
        [
            ("tiny\nunder 0.5 %", sizes.Tiny, Color.FromHex("#ff6b6b")),
            ("small\n0.5 to 2 %", sizes.Small, Color.FromHex("#ffd93d")),
            ("medium\n2 to 10 %", sizes.Medium, Color.FromHex("#6bcf7f")),
            ("large\n10 % and more", sizes.Large, Color.FromHex("#4d96ff")),
        ];
        NumberAxis counts = NumberAxis.Counts(bars.Max(bar => bar.Count));
        string what = $"{Phrases.Detections(input.Elements.Count)} by their share of the page's area";
        Figure figure = new(Width, Height, "Size Distribution", what)
        {
            Padding = new PixelPadding(Figure.LeftSize(counts), 32, AxisSize + Theme.Margin, Figure.PlotTop),
        };
        figure.SetLeft(counts, "Count");
        figure.SetBottomCategories([.. bars.Select((bar, i) => Tick.Major(i, bar.Name))], bars.Length, "Size Category", AxisSize);
        CountBars.Add(figure, [.. bars.Select(bar => (bar.Count, bar.Color))]);
        return figure;
    }
}
