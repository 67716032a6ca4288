using RoDLA.Analysis.Charts.Drawing;
using RoDLA.Analysis.Charts.Page;
using RoDLA.Analysis.Charts.Statistics;
using RoDLA.Analysis.Metrics;
using RoDLA.Analysis.Wording;
using RoDLA.Detection;
using RoDLA.Imaging;
using ScottPlot;
using ScottPlot.Plottables;
using Xunit;

namespace RoDLA.Tests.Analysis.Charts;

/// <summary>What is drawn has the sizes, places and colours that the figures call for.</summary>
public sealed class ChartGeometryTests
{
    private static readonly ChartInput Page = ChartPages.Realistic();

    [Fact]
    public void ClassDistribution_Bars_AreTheCountsSortedAndValued()
    {
        using Figure figure = PageCharts.ClassDistribution(Page);
        List<Bar> bars = FigureAssert.Bars(figure);
        int[] counts = [.. Page.Analysis.Classes.Values.Select(c => c.Count).OrderDescending()];
        Assert.Equal(counts.Select(count => (double)count), bars.Select(bar => bar.Value));
        Assert.Equal(counts.Select(count => $"{count}"), bars.Select(bar => bar.Label));
        Assert.Equal(Enumerable.Range(0, counts.Length).Select(i => (double)i), bars.Select(bar => bar.Position));
        FigureAssert.HasTexts(
            figure, "Detection Count by Class", "47 detections in 11 classes", "Class", "Count", "Text", "List-item", "21");
    }

    [Fact]
    public void ClassDistribution_74Classes_NamesThemAll()
    {
        ChartInput many = ChartPages.Many(300, 74);
        using Figure figure = PageCharts.ClassDistribution(many);
        Assert.Equal(74, many.Analysis.Classes.Count);
        FigureAssert.HasTexts(figure, [.. many.Analysis.Classes.Keys]);
        Assert.InRange(figure.Width, 1200, 2400);
    }

    [Fact]
    public void ConfidenceDistribution_Bars_AreTheHistogramWithMeanAndMedian()
    {
        ConfidenceDistribution figures = Page.Analysis.Confidence!.Distribution;
        using Figure figure = PageCharts.ConfidenceDistribution(Page);
        int[] counts = Histogram.OfUnitInterval(Page.Elements.Select(ChartInput.Confidence), 20);
        List<Bar> bars = FigureAssert.Bars(figure);
        Assert.Equal(counts.Where(count => count > 0).Select(count => (double)count), bars.Select(bar => bar.Value));
        Assert.All(bars, bar => Assert.Equal(counts[(int)(bar.Position * 20)], bar.Value));
        Assert.All(bars, bar => Assert.Equal(0.05, bar.Size, 1e-9));
        Assert.Equal([figures.Mean, figures.Median], figure.Plot.GetPlottables<VerticalLine>().Select(line => line.Position));
        FigureAssert.HasTexts(
            figure, "Confidence Distribution", "Confidence Score", "Frequency",
            $"Mean: {Phrases.Fixed(figures.Mean, 3)}", $"Median: {Phrases.Fixed(figures.Median, 3)}");
    }

    [Fact]
    public void SpatialHeatmap_Density_IsHighestAtTheCentresWithYDownward()
    {
        LayoutElement At(float x, float y) => new(0, "Text", 0.8f, new BoundingBox(x - 1, y - 1, x + 1, y + 1));
        ChartInput input = ChartPages.Input([At(250, 125), At(250, 125), At(750, 875)], new PageSize(1000, 1000));
        using Figure figure = SpatialHeatmapChart.Draw(input);
        double[,] density = figure.Plot.GetPlottables<Heatmap>().Single().Intensities;
        int cells = density.GetLength(0);
        double twice = density[cells / 8, cells / 4];
        Assert.Equal(density.Cast<double>().Max(), twice, twice * 0.01);
        Assert.Equal(twice / 2, density[cells * 7 / 8, cells * 3 / 4], twice * 0.01);
        Assert.Equal(0, density[cells - 1, 0]);
        Coordinates dot = figure.Plot.GetPlottables<Markers>().Single().Data.GetScatterPoints()[0];
        Assert.Equal((250, 875), (dot.X, dot.Y));
        Assert.Equal("0", TickAt(figure, 1000));
        Assert.Equal(figure.PlotWidth, figure.PlotHeight, 1f);
    }

    [Theory]
    [InlineData(1654, 2339)]
    [InlineData(900, 300)]
    public void DensityMap_CentreInTheMiddle_SumsToOneDetection(int width, int height)
    {
        double[,] density = DensityMap.Of(
            [new LayoutElement(0, "Text", 1, new BoundingBox((width / 2f) - 1, (height / 2f) - 1, (width / 2f) + 1, (height / 2f) + 1))],
            new PageSize(width, height));
        Assert.Equal(1, density.Cast<double>().Sum() / density.Length * 100, 0.02);
    }

    [Fact]
    public void DensityMap_CentreOffThePage_HasNoFault() =>
        Assert.Equal(0, DensityMap.Of([new LayoutElement(0, "Text", 1, new BoundingBox(9e3f, 9e3f, 9e4f, 9e4f))], ChartPages.A4)[0, 0]);

    [Fact]
    public void ConfidenceByClass_Boxes_HaveTheirClassesQuartiles()
    {
        using Figure figure = ConfidenceByClassChart.Draw(Page);
        Box[] boxes = [.. figure.Plot.GetPlottables<BoxPlot>().SelectMany(plot => plot.Boxes)];
        BoxStatistics[] expected =
        [
            .. Page.Analysis.Classes.Keys.Take(10).Select(name => BoxStatistics.Of(
                Page.Elements.Where(element => element.ClassName == name).Select(ChartInput.Confidence))),
        ];
        Assert.Equal(
            expected.Select(box => (box.LowerWhisker, box.Q1, box.Q3, box.UpperWhisker)),
            boxes.Select(box => (box.WhiskerMin!.Value, box.BoxMin, box.BoxMax, box.WhiskerMax!.Value)));
        Assert.Equal(expected.Select(box => box.Median), figure.Plot.GetPlottables<LinePlot>().Select(line => line.Start.Y));
        FigureAssert.HasTexts(figure, "(n=21)", "Confidence Distribution by Class (Top 10)", "Confidence Score");
    }

    [Fact]
    public void ConfidenceByClass_Outlier_IsAMarkerBeyondTheWhisker()
    {
        float[] confidences = [0.1f, 0.8f, 0.81f, 0.82f, 0.83f, 0.84f];
        ChartInput input = ChartPages.Input([.. confidences.Select(c => new LayoutElement(0, "Text", c, new BoundingBox(0, 0, 9, 9)))]);
        using Figure figure = ConfidenceByClassChart.Draw(input);
        Coordinates outlier = Assert.Single(figure.Plot.GetPlottables<Markers>().SelectMany(markers => markers.Data.GetScatterPoints()));
        Assert.Equal((0, 0.1), (outlier.X, outlier.Y));
    }

    [Fact]
    public void AreaVsConfidence_Dots_StandEvenlyOnTheLogarithmicAxisInTheirColours()
    {
        ChartInput input = ChartPages.Input([.. ((float[])[10, 100, 1000]).Select(side =>
            new LayoutElement(0, "Text", 0.5f + (side / 2000), new BoundingBox(0, 0, side, side)))]);
        using Figure figure = AreaVsConfidenceChart.Draw(input);
        Assert.Equal([2.0, 4.0, 6.0], figure.Plot.GetPlottables<Markers>().SelectMany(m => m.Data.GetScatterPoints()).Select(p => p.X));
        // The axis, and with it the colours, run from 0.4 to 1: the tenth below the lowest confidence, 0.505.
        Assert.Equal(0.4, figure.Plot.Axes.Left.Min, 1e-9);
        Assert.Equal(Theme.Viridis.GetColor(1), figure.Plot.GetPlottables<Markers>().Last().MarkerLineColor);
        FigureAssert.HasTexts(figure, "Area vs Confidence", "Detection Area (pixels²)", "Confidence Score", "Confidence", "3 detections");
    }

    [Fact]
    public void AreaVsConfidence_BoxWithoutArea_StandsLeftOfTheAxisOverAZero()
    {
        ChartInput input = ChartPages.Input(
        [
            new LayoutElement(0, "Text", 0.9f, new BoundingBox(0, 0, 10, 10)),
            new LayoutElement(0, "Text", 0.5f, new BoundingBox(7, 7, 7, 9)),
        ]);
        using Figure figure = AreaVsConfidenceChart.Draw(input);
        double edge = figure.Plot.GetPlottables<VerticalLine>().Single().Position;
        double[] x = [.. figure.Plot.GetPlottables<Markers>().SelectMany(m => m.Data.GetScatterPoints()).Select(p => p.X)];
        Assert.Single(x, place => place > edge);
        Assert.Single(x, place => place < edge);
        FigureAssert.HasTexts(figure, "0", "2 detections, 1 of them without area");
    }

    [Fact]
    public void QuadrantDistribution_Slices_BeginAtTwelveAndRunCounterClockwise()
    {
        using Figure figure = QuadrantDistributionChart.Draw(Quadrants(1, 2, 0, 1));
        Pie pie = figure.Plot.GetPlottables<Pie>().Single();
        // ScottPlot draws clockwise from twelve o'clock.
        Assert.Equal(-90, pie.Rotation.Degrees, 1e-9);
        Assert.Equal([0.25, 0.5, 0.25], pie.Slices.Select(slice => slice.Value));
        Assert.Equal(
            [Color.FromHex("#ffcc99"), Color.FromHex("#66b3ff"), Color.FromHex("#ff9999")], pie.Slices.Select(slice => slice.FillColor));
        FigureAssert.HasTexts(
            figure, "25.0%", "50.0%", "Q1", "(2 elements)", "(1 element)", "Q3 bottom left: 0", "Spatial Distribution by Quadrant");
    }

    [Fact]
    public void QuadrantDistribution_OneQuadrant_IsAWholeDisc()
    {
        using Figure figure = QuadrantDistributionChart.Draw(Quadrants(0, 0, 5, 0));
        Assert.Equal(Color.FromHex("#99ff99"), Assert.Single(figure.Plot.GetPlottables<Pie>().Single().Slices).FillColor);
        FigureAssert.HasTexts(figure, "100.0%");
    }

    [Fact]
    public void SizeDistribution_Bars_AreTheCountsInTheirColours()
    {
        SizeDistribution sizes = Page.Analysis.Spatial!.SizeDistribution;
        using Figure figure = SizeDistributionChart.Draw(Page);
        Assert.Equal(
            [("#FF6B6B", sizes.Tiny), ("#FFD93D", sizes.Small), ("#6BCF7F", sizes.Medium), ("#4D96FF", sizes.Large)],
            FigureAssert.Bars(figure).Select(bar => (bar.FillColor.ToHex(), (int)bar.Value)));
        FigureAssert.HasTexts(figure, "tiny", "small", "medium", "large", "under 0.5 %", "Size Category", "Count", "Size Distribution");
    }

    [Fact]
    public void TopClassesConfidence_Bars_AreTheFifteenHighestMeansFromTheTop()
    {
        ChartInput many = ChartPages.Many(300, 74);
        using Figure figure = PageCharts.TopClassesConfidence(many);
        double[] means = [.. many.Analysis.Classes.Values.Select(c => c.ConfidenceStats.Mean).OrderDescending().Take(15)];
        List<Bar> bars = FigureAssert.Bars(figure);
        Assert.Equal(means, bars.Select(bar => bar.Value));
        Assert.Equal(Enumerable.Range(0, 15).Select(i => 14.0 - i), bars.Select(bar => bar.Position));
        FigureAssert.HasTexts(figure, [.. means.Select(mean => Phrases.Fixed(mean, 3))]);
        FigureAssert.HasTexts(figure, "Top 15 Classes by Average Confidence", "Average Confidence");
    }

    private static ChartInput Quadrants(int q1, int q2, int q3, int q4)
    {
        LayoutElement At(float x, float y) => new(0, "Text", 0.8f, new BoundingBox(x, y, x + 10, y + 10));
        return ChartPages.Input(
        [
            .. Enumerable.Repeat(At(10, 10), q1), .. Enumerable.Repeat(At(1500, 10), q2),
            .. Enumerable.Repeat(At(10, 2000), q3), .. Enumerable.Repeat(At(1500, 2000), q4),
        ]);
    }

    private static string? TickAt(Figure figure, double position)
    {
        _ = figure.ToPng();
        return figure.Plot.Axes.Left.TickGenerator.Ticks.Single(tick => tick.Position == position).Label;
    }
}
