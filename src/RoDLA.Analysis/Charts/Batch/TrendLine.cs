using RoDLA.Analysis.Charts.Drawing;
using ScottPlot;

namespace RoDLA.Analysis.Charts.Batch;

/// <summary>
/// A line from image to image, broken where one has no value, with one dot per image while there is room. Where images share a place, the
/// line is their mean, in a band from the least to the greatest.
/// </summary>
internal static class TrendLine
{
    private const double DotPitch = 8;
    private const double MaxDotSize = 8;
    private const float LoneDotSize = 3;

    /// <summary>Adds the line to a figure.</summary>
    public static void Add(Figure figure, ImageSeries series)
    {
        bool dots = series.Pitch >= DotPitch;
        foreach (IReadOnlyList<ImageStep> stretch in series.Stretches())
        {
            if (series.ImagesPerStep > 1)
            {
                FillY band = figure.Plot.Add.FillY([.. stretch.Select(step => (step.X, step.Greatest, step.Least))]);
                band.FillColor = Theme.Primary.WithAlpha(0.25);
                band.LineWidth = 0;
            }

            Scatter line = figure.Plot.Add.Scatter(stretch.Select(step => new Coordinates(step.X, step.Mean)).ToArray(), Theme.Primary);
            line.LineWidth = dots ? 2 : 1.5f;
            line.MarkerSize = dots ? (float)Math.Min(MaxDotSize, series.Pitch / 1.5) : stretch.Count == 1 ? LoneDotSize : 0;
        }
    }
}
