using RoDLA.Analysis.Charts.Drawing;
using ScottPlot;

namespace RoDLA.Analysis.Charts.Batch;

/// <summary>
/// One bar per image. Thin bars touch; where images share a place, the bar is their mean, in front of a paler bar of the greatest.
/// </summary>
internal static class TrendBars
{
    private const double SeparatePitch = 6;
    private const double MaxBarWidth = 120;
    private const double BarShare = 0.72;

    /// <summary>Adds the bars to a figure.</summary>
    public static void Add(Figure figure, ImageSeries series)
    {
        if (series.ImagesPerStep > 1)
        {
            figure.AddBars(Bars(series, step => step.Greatest, Theme.Accent.WithAlpha(0.35)));
        }

        figure.AddBars(Bars(series, step => step.Mean, Theme.Accent));
    }

    private static IEnumerable<Bar> Bars(ImageSeries series, Func<ImageStep, double> value, Color color)
    {
        bool touch = series.Pitch < SeparatePitch;
        double share = touch ? 1 : Math.Min(BarShare, MaxBarWidth / series.Pitch);
        return series.Steps.Where(step => step.Values > 0).Select(step =>
        {
            Bar bar = new()
            {
                Position = step.X,
                Value = value(step),
                Size = step.Images * share,
                FillColor = color,
                LineWidth = 0,
            };
            // Smoothed edges would leave seams between bars that touch.
            bar.FillStyle.AntiAlias = !touch;
            return bar;
        });
    }
}
