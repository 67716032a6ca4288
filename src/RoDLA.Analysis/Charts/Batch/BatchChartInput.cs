using ScottPlot;
using RoDLA.Analysis.Charts.Drawing;
using RoDLA.Analysis.Wording;

namespace RoDLA.Analysis.Charts.Batch;

/// <summary>What the charts of a batch are drawn from: sums, of a size that does not grow with the number of detections.</summary>
/// <param name="Images">The images in order, at least one.</param>
/// <param name="Classes">The classes that were found, most frequent first.</param>
/// <param name="ConfidenceBins">Confidences of all detections in 20 equal bins from 0 to 1.</param>
/// <param name="AverageConfidence">Mean confidence over all detections.</param>
public sealed record BatchChartInput(
    IReadOnlyList<BatchImage> Images, IReadOnlyList<BatchClass> Classes, IReadOnlyList<int> ConfidenceBins, double AverageConfidence)
{
    /// <summary>Detections on all images.</summary>
    public int Detections { get; } = Classes.Sum(entry => entry.Count);

    /// <summary>Images with a result.</summary>
    public int Succeeded { get; } = Images.Count(image => image.Outcome == BatchOutcome.Succeeded);

    /// <summary>The chart of a batch without detections, with the reason.</summary>
    internal Figure DrawEmpty(string title)
    {
        string reason = Succeeded == 0 ? "No image succeeded." : $"Nothing was found on {Phrases.Images(Succeeded)}.";
        Figure figure = new(1000, 600, title, Phrases.Images(Images.Count))
        {
            Padding = new PixelPadding(Theme.Margin, Theme.Margin, Theme.Margin, Figure.PlotTop),
        };
        figure.Plot.DataBackground.Color = Color.FromHex("#f7f8f9");
        figure.Plot.DataBorder = new LineStyle(1, Theme.Grid);
        figure.Plot.Axes.SetLimits(0, 1, 0, 1);
        figure.AddText(reason, new Coordinates(0.5, 0.5), Alignment.MiddleCenter, 16, Theme.Muted);
        return figure;
    }
}
