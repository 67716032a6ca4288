using RoDLA.Analysis.Charts.Drawing;
using RoDLA.Analysis.Charts.Figures;
using RoDLA.Analysis.Charts.Statistics;
using RoDLA.Analysis.Wording;
using ScottPlot;

namespace RoDLA.Analysis.Charts.Page;

/// <summary>Box plot of the confidences of the ten most frequent classes.</summary>
internal static class ConfidenceByClassChart
{
    private const int MaxClasses = 10;
    private const double Width = 1200;
    private const double MinHeight = 600;
    private const double MinPlotHeight = 300;
    private const float RightMargin = 32;
    private const double MaxBoxWidth = 72;
    private const float LineWidth = 1.2f;

    public static Figure Draw(ChartInput input)
    {
        string[] classes = [.. input.Analysis.Classes.Keys.Take(MaxClasses)];
        ILookup<string, double> confidences = input.Elements.ToLookup(element => element.ClassName, ChartInput.Confidence);
        BoxStatistics[] boxes = Array.ConvertAll(classes, name => BoxStatistics.Of(confidences[name]));
        NumberAxis axis = NumberAxis.Confidences(classes.Min(name => confidences[name].Min()));
        CategoryNames names = new(
            Array.ConvertAll(classes, name => $"{name}\n(n={Phrases.Number(confidences[name].Count())})"),
            Width, Figure.LeftSize(axis), RightMargin, axisName: string.Empty);
        Figure figure = new(
            Width,
            Math.Max(MinHeight, Figure.PlotTop + MinPlotHeight + names.Size + Theme.Margin),
            "Confidence Distribution by Class (Top 10)",
            "Box: quartiles and median; whiskers: 1.5 × interquartile range; circles: outliers")
        {
            Padding = new PixelPadding(names.Left, RightMargin, names.Size + Theme.Margin, Figure.PlotTop),
        };
        names.Show(figure);
        figure.SetLeft(axis, "Confidence Score");
        double width = Math.Min(0.5, MaxBoxWidth / (figure.PlotWidth / boxes.Length));
        for (int i = 0; i < boxes.Length; i++)
        {
            AddBox(figure.Plot, i, width, boxes[i]);
        }

        return figure;
    }

    private static void AddBox(Plot plot, int position, double width, BoxStatistics box)
    {
        ScottPlot.Plottables.BoxPlot drawn = plot.Add.Box(new Box
        {
            Position = position,
            Width = width,
            BoxMin = box.Q1,
            BoxMax = box.Q3,
            WhiskerMin = box.LowerWhisker,
            WhiskerMax = box.UpperWhisker,
        });
        drawn.FillColor = Theme.Box;
        drawn.LineColor = Theme.Edge;
        drawn.LineWidth = LineWidth;
        ScottPlot.Plottables.LinePlot median = plot.Add.Line(position - (width / 2), box.Median, position + (width / 2), box.Median);
        median.LineColor = Theme.BoxMedian;
        median.LineWidth = 2.4f;
        ScottPlot.Plottables.Markers outliers = plot.Add.Markers(
            box.Outliers.Select(value => new Coordinates(position, value)).ToArray(), MarkerShape.OpenCircle, 8, Theme.Edge);
        outliers.MarkerStyle.LineWidth = LineWidth;
    }
}
