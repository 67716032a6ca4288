using RoDLA.Analysis.Charts.Drawing;
using RoDLA.Analysis.Wording;
using ScottPlot;

namespace RoDLA.Analysis.Charts.Figures;

/// <summary>Histogram of confidences from 0 to 1 with their mean and median.</summary>
internal static class ConfidenceHistogram
{
    /// <summary>Bins of the histograms.</summary>
    public const int Bins = 20;

    private const double Width = 1000;
    private const double Height = 600;

    /// <summary>Draws the figure.</summary>
    /// <param name="title">What it shows.</param>
    /// <param name="what">Of what.</param>
    /// <param name="counts">Confidences in each of the <see cref="Bins"/>.</param>
    /// <param name="mean">Their mean.</param>
    /// <param name="median">Their median, when it is known.</param>
    public static Figure Draw(string title, string what, IReadOnlyList<int> counts, double mean, double? median)
    {
        NumberAxis frequency = NumberAxis.Counts(counts.Max());
        Figure figure = new(Width, Height, title, $"{what} in {Bins} bins")
        {
            Padding = new PixelPadding(Figure.LeftSize(frequency), 32, Figure.BottomSize, Figure.PlotTop),
        };
        figure.SetLeft(frequency, "Frequency");
        figure.SetBottom(NumberAxis.Linear(0, 1, 0.1), "Confidence Score");
        figure.AddBars(Enumerable.Range(0, Bins).Where(bin => counts[bin] > 0).Select(bin => new Bar
        {
            Position = (bin + 0.5) / Bins,
            Value = counts[bin],
            Size = 1.0 / Bins,
            FillColor = Theme.Primary.WithAlpha(0.7),
            LineColor = Theme.Edge,
            LineWidth = 0.8f,
        }));

        List<LegendEntry> legend = [];
        AddMark("Mean", mean, Theme.Mean, Theme.MeanDashes);
        if (median is { } middle)
        {
            AddMark("Median", middle, Theme.Median, Theme.MedianDashes);
        }

        figure.ShowLegend(legend);
        return figure;

        void AddMark(string name, double value, Color color, LinePattern dashes)
        {
            figure.Plot.Add.VerticalLine(value, 2, color, dashes);
            legend.Add(new LegendEntry($"{name}: {Phrases.Fixed(value, 3)}", color, dashes));
        }
    }
}
