using RoDLA.Analysis.Charts.Drawing;
using RoDLA.Analysis.Wording;
using ScottPlot;

namespace RoDLA.Analysis.Charts.Batch;

/// <summary>A number of each image across the batch, with a line at their mean and a mark for every image without a result.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="AxisName">What the numbers are.</param>
/// <param name="Value">The number of an image that succeeded; null when it has none.</param>
/// <param name="Scale">The axis of the numbers from their least and greatest.</param>
/// <param name="Average">Legend of the line at their mean.</param>
internal sealed record ImageTrend(
    string Title,
    string AxisName,
    Func<BatchImage, double?> Value,
    Func<double, double, NumberAxis> Scale,
    Func<double, string> Average)
{
    private const double Width = 1200;
    private const double Height = 600;
    private const double MissingHeight = 9;
    private const double SeparatePitch = 6;
    private const double MaxMissingWidth = 8;

    /// <summary>Draws the numbers as a line.</summary>
    public Figure DrawLine(BatchChartInput input) => Draw(
        input, TrendLine.Add, images => $"line: mean of {images} in a row, band: their least to greatest");

    /// <summary>Draws the numbers as bars.</summary>
    public Figure DrawBars(BatchChartInput input) => Draw(
        input, TrendBars.Add, images => $"dark: mean of {images} in a row, pale: their greatest");

    private Figure Draw(BatchChartInput input, Action<Figure, ImageSeries> add, Func<int, string> sharedPlaces)
    {
        double?[] values = [.. input.Images.Select(image => image.Outcome == BatchOutcome.Succeeded ? Value(image) : null)];
        double[] known = [.. values.OfType<double>()];
        if (known.Length == 0)
        {
            return input.DrawEmpty(Title);
        }

        NumberAxis numbers = Scale(known.Min(), known.Max());
        PixelPadding padding = new(Figure.LeftSize(numbers), 32, Figure.BottomSize, Figure.PlotTop);
        ImageSeries series = new(values, Width - padding.Left - padding.Right);
        string shared = series.ImagesPerStep == 1 ? string.Empty : $"; {sharedPlaces(series.ImagesPerStep)}";
        Figure figure = new(Width, Height, Title, Phrases.Images(input.Images.Count) + shared) { Padding = padding };
        figure.SetLeft(numbers, AxisName);
        figure.SetBottom(series.Axis, "Image Number");
        add(figure, series);
        AddMissing(figure, series, input, numbers);
        List<LegendEntry> legend = [];
        if (known.Length > 1)
        {
            double mean = known.Average();
            figure.Plot.Add.HorizontalLine(mean, 2, Theme.Mean, Theme.MeanDashes);
            legend.Add(new LegendEntry(Average(mean), Theme.Mean, Theme.MeanDashes));
        }

        if (input.Images.Count > input.Succeeded)
        {
            legend.Add(new LegendEntry($"No result: {Phrases.Number(input.Images.Count - input.Succeeded)}", Theme.Edge));
        }

        figure.ShowLegend(legend);
        return figure;
    }

    // Marks on the base line: a gap in a line of thousands of images is too small to see.
    private static void AddMissing(Figure figure, ImageSeries series, BatchChartInput input, NumberAxis numbers)
    {
        // Neighbours that are too close join to one bar.
        double share = series.Pitch < SeparatePitch ? 1 : Math.Min(0.5, MaxMissingWidth / series.Pitch);
        double height = (numbers.Max - numbers.Min) * MissingHeight / figure.PlotHeight;
        figure.AddBars(series.Steps
            .Where(step => Enumerable.Range(step.First - 1, step.Images).Any(n => input.Images[n].Outcome != BatchOutcome.Succeeded))
            .Select(step => new Bar
            {
                Position = step.X,
                ValueBase = numbers.Min,
                Value = numbers.Min + height,
                Size = series.ImagesPerStep * share,
                FillColor = Theme.Edge,
                LineWidth = 0,
            }));
    }
}
