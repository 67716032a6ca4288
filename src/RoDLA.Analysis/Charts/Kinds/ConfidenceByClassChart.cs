using RoDLA.Analysis.Charts.Axes;
using RoDLA.Analysis.Charts.Drawing;
using RoDLA.Analysis.Charts.Statistics;
using RoDLA.Analysis.Metrics;

namespace RoDLA.Analysis.Charts.Kinds;

/// <summary>Box plot of the confidences of the ten most frequent classes.</summary>
internal sealed class ConfidenceByClassChart : IChart
{
    private const int MaxClasses = 10;
    private const double Width = 1200;
    private const double MinHeight = 600;
    private const double MinPlotHeight = 300;
    private const double RightMargin = 32;
    private static readonly Paint EdgeLine = Paint.Line(Theme.Edge, 1.2);

    /// <inheritdoc/>
    public string Name => "confidence_by_class";

    /// <inheritdoc/>
    public string Draw(ChartInput input)
    {
        IReadOnlyList<(string Name, ClassAnalysis Figures)> all = Words.ByCount(input);
        string[] classes = [.. all.Take(MaxClasses).Select(c => c.Name)];
        ILookup<string, double> confidences = input.Elements.ToLookup(element => element.ClassName, Words.Confidence);
        BoxStatistics[] boxes = Array.ConvertAll(classes, name => BoxStatistics.Of(confidences[name]));
        double lowest = classes.Min(name => confidences[name].Min());

        double left = Theme.Margin + ValueAxis.LeftSize(LinearScale.Confidences(lowest, 0, 1));
        CategoryAxis names = new(
            Array.ConvertAll(classes, name => new CategoryLabel(name, $"(n={Words.Number(confidences[name].Count())})")),
            left, Width - RightMargin);
        double height = Math.Max(MinHeight, Header.PlotTop + MinPlotHeight + names.Height + Theme.Margin);
        PlotArea plot = new(names.Bands.From, Header.PlotTop, names.Bands.To, height - Theme.Margin - names.Height);
        LinearScale vertical = LinearScale.Confidences(lowest, plot.Bottom, plot.Top);

        using SvgWriter svg = Header.Begin(
            Name, Width, height, "Confidence Distribution by Class (Top 10)",
            "Box: quartiles and median; whiskers: 1.5 × interquartile range; circles: outliers",
            $"Box plot of the confidences of {Words.Number(classes.Length)} of {Words.Classes(all.Count)}. Medians: " +
            string.Join(", ", classes.Zip(boxes, (name, box) => $"{name} {Words.Fixed(box.Median, 3)}")) + ".");
        ValueAxis.DrawLeft(svg, plot, vertical, "Confidence Score");
        for (int i = 0; i < boxes.Length; i++)
        {
            DrawBox(svg, names.Bands.Center(i), Math.Min(72, names.Bands.Pitch * 0.5), boxes[i], vertical, classes[i]);
        }

        ValueAxis.BaseLine(svg, plot.Left, plot.Bottom, plot.Right, plot.Bottom);
        names.Draw(svg, plot);
        return svg.Finish();
    }

    private static void DrawBox(SvgWriter svg, double center, double width, BoxStatistics box, LinearScale scale, string name)
    {
        double left = center - (width / 2);
        double right = center + (width / 2);
        svg.BeginPath();
        Whisker(svg, center, width / 4, scale.Map(box.Q1), scale.Map(box.LowerWhisker));
        Whisker(svg, center, width / 4, scale.Map(box.Q3), scale.Map(box.UpperWhisker));
        svg.EndPath(EdgeLine);
        string tip = $"{name}: median {Words.Fixed(box.Median, 3)}, quartiles {Words.Fixed(box.Q1, 3)} and {Words.Fixed(box.Q3, 3)}";
        svg.Rect(left, scale.Map(box.Q3), width, scale.Map(box.Q1) - scale.Map(box.Q3), new Paint(Theme.Box, Theme.Edge, 1.2), tip);
        svg.Line(left, scale.Map(box.Median), right, scale.Map(box.Median), Paint.Line(Theme.BoxMedian, 2.4));
        foreach (double outlier in box.Outliers)
        {
            svg.Circle(center, scale.Map(outlier), 4, new Paint(Theme.Background, Theme.Edge, 1.2), Words.Fixed(outlier, 3));
        }
    }

    private static void Whisker(SvgWriter svg, double center, double halfCap, double from, double to)
    {
        svg.MoveTo(center, from);
        svg.LineTo(center, to);
        svg.MoveTo(center - halfCap, to);
        svg.LineTo(center + halfCap, to);
    }
}
