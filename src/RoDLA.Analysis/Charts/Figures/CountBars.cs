using RoDLA.Analysis.Charts.Drawing;
using RoDLA.Analysis.Wording;
using ScottPlot;

namespace RoDLA.Analysis.Charts.Figures;

/// <summary>Upright bars with their counts above them.</summary>
internal static class CountBars
{
    private const double ClassesMinWidth = 1200;
    private const double ClassesMaxWidth = 2400;
    private const double MinHeight = 600;
    private const double MinPlotHeight = 300;
    private const float RightMargin = 32;
    private const double MaxBarWidth = 120;
    private const double BarShare = 0.72;
    private const double SmallestLabel = 9;

    /// <summary>
    /// How often each class was found, the most frequent first. With more classes than 1200 pixels can name, the figure grows to twice
    /// that; only from about a hundred classes on are some left unnamed.
    /// </summary>
    /// <param name="title">What it shows.</param>
    /// <param name="what">Of what.</param>
    /// <param name="classes">One or more, most frequent first.</param>
    public static Figure OfClasses(string title, string what, IReadOnlyList<(string Name, int Count)> classes)
    {
        NumberAxis counts = NumberAxis.Counts(classes[0].Count);
        float left = Figure.LeftSize(counts);
        double width = Math.Clamp(left + (classes.Count * CategoryNames.MinPitch) + RightMargin, ClassesMinWidth, ClassesMaxWidth);
        CategoryNames names = new([.. classes.Select(c => c.Name)], width, left, RightMargin, "Class");
        double height = Math.Max(MinHeight, Figure.PlotTop + MinPlotHeight + names.Size + Theme.Margin);
        Figure figure = new(width, height, title, what)
        {
            Padding = new PixelPadding(names.Left, RightMargin, names.Size + Theme.Margin, Figure.PlotTop),
        };
        names.Show(figure);
        figure.SetLeft(counts, "Count");
        Add(figure, [.. classes.Select(c => (c.Count, Theme.Primary))]);
        return figure;
    }

    /// <summary>Adds the bars; their labels shrink with them and are left out where even small ones would touch.</summary>
    public static void Add(Figure figure, IReadOnlyList<(int Count, Color Color)> bars)
    {
        double pitch = figure.PlotWidth / bars.Count;
        double widest = bars.Max(bar => ChartFont.Width(Phrases.Number(bar.Count), 1));
        double size = Math.Min(Theme.TickSize, Math.Floor((pitch - 2) / widest));
        figure.AddBars(
            bars.Select((bar, i) => new Bar
            {
                Position = i,
                Value = bar.Count,
                Size = Math.Min(BarShare, MaxBarWidth / pitch),
                FillColor = bar.Color,
                LineWidth = 0,
                Label = size < SmallestLabel ? string.Empty : Phrases.Number(bar.Count),
            }),
            (float)Math.Max(size, SmallestLabel));
    }
}
