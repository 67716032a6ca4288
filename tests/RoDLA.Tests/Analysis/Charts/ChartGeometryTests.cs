using System.Xml.Linq;
using RoDLA.Analysis.Charts;
using RoDLA.Analysis.Charts.Drawing;
using RoDLA.Analysis.Charts.Kinds;
using RoDLA.Analysis.Charts.Statistics;
using RoDLA.Detection;
using RoDLA.Imaging;
using Xunit;

namespace RoDLA.Tests.Analysis.Charts;

/// <summary>What is drawn has the sizes, places and colours that the figures call for.</summary>
public sealed class ChartGeometryTests
{
    // Coordinates are written with 2 decimals.
    private const double Tolerance = 0.02;

    private static readonly ChartInput Page = ChartPages.Realistic();

    [Fact]
    public void ClassDistribution_Bars_AreProportionalSortedAndValued()
    {
        SvgFigure figure = new(new ClassDistributionChart().Draw(Page));
        XElement[] bars = [.. figure.Shapes("rect", "#4682b4")];
        int[] counts = [.. Page.Analysis.Classes.Values.Select(c => c.Count).OrderDescending()];
        Assert.Equal(counts.Length, bars.Length);
        double perDetection = Height(bars[0]) / counts[0];
        Assert.All(bars.Zip(counts), pair => Assert.Equal(pair.Second * perDetection, Height(pair.First), Tolerance));
        Assert.Equal(bars.OrderBy(bar => SvgFigure.Number(bar, "x")), bars);
        Assert.Single(bars.Select(bar => Math.Round(SvgFigure.Number(bar, "y") + Height(bar), 1)).Distinct());
        Assert.All(counts, count => Assert.Contains(figure.Texts, text => text.Text == $"{count}"));
        Assert.All(["Detection Count by Class", "Class", "Count", "Text", "List-item"], text => AssertText(figure, text));
    }

    [Fact]
    public void ClassDistribution_74Classes_NamesThemAll()
    {
        ChartInput many = ChartPages.Many(300, 74);
        SvgFigure figure = new(new ClassDistributionChart().Draw(many));
        Assert.Equal(74, many.Analysis.Classes.Count);
        Assert.All(many.Analysis.Classes.Keys, name => AssertText(figure, name));
        Assert.InRange(figure.Width, 1200, 2400);
    }

    [Fact]
    public void ConfidenceDistribution_Bins_HaveTheHistogramsHeights()
    {
        SvgFigure figure = new(new ConfidenceDistributionChart().Draw(Page));
        int[] counts = Histogram.OfUnitInterval(Page.Elements.Select(Words.Confidence), 20);
        XElement[] bars = [.. figure.Shapes("rect", "#4682b4")];
        Assert.Equal(counts.Count(count => count > 0), bars.Length);
        double unit = bars.Sum(Height) / counts.Sum();
        Assert.Equal(counts.Where(count => count > 0).Select(count => count * unit), bars.Select(Height), Near);
        Assert.All(bars, bar => Assert.Equal("0.7", bar.Attribute("fill-opacity")!.Value));
        double[] mean = SvgFigure.Path(Assert.Single(figure.Lines("#ff0000"), IsUpright));
        double[] median = SvgFigure.Path(Assert.Single(figure.Lines("#ffa500"), IsUpright));
        double expected = (Page.Analysis.Confidence!.Distribution.Mean - Page.Analysis.Confidence.Distribution.Median) * PlotWidth(bars);
        Assert.Equal(expected, mean[0] - median[0], Tolerance);
        Assert.All(["Confidence Distribution", "Confidence Score", "Frequency"], text => AssertText(figure, text));
        AssertText(figure, $"Mean: {Words.Fixed(Page.Analysis.Confidence.Distribution.Mean, 3)}");
        AssertText(figure, $"Median: {Words.Fixed(Page.Analysis.Confidence.Distribution.Median, 3)}");
    }

    [Fact]
    public void SpatialHeatmap_Cells_LieWhereTheCentresAreWithYDownward()
    {
        LayoutElement At(float x, float y) => new(0, "Text", 0.8f, new BoundingBox(x - 1, y - 1, x + 1, y + 1));
        // Cells of 20 × 20 pixels: two centres in column 0, row 0; one in the last of both; one off the page, counted at its border.
        ChartInput input = ChartPages.Input([At(5, 5), At(19, 2), At(995, 995), At(500, 2000)], new PageSize(1000, 1000));
        SvgFigure figure = new(new SpatialHeatmapChart().Draw(input));
        XElement page = Assert.Single(figure.Shapes("rect", "#ffffcc"));
        double left = SvgFigure.Number(page, "x");
        double top = SvgFigure.Number(page, "y");
        double width = SvgFigure.Number(page, "width");
        Assert.Equal(width, Height(page), 1);
        double[] twice = SvgFigure.Path(Assert.Single(figure.Shapes("path", "#800026")));
        Assert.Equal([left, top, left + Math.Round(width / 50), top], twice[..4]);
        double[] once = SvgFigure.Path(Assert.Single(figure.Shapes("path", Colormap.YlOrRd.At(0.5))));
        Assert.Equal(16, once.Length);
        Assert.Contains(left + width, once);
        Assert.Contains(top + Height(page), once);
        Assert.Contains(left + Math.Round(width / 2), once);
    }

    [Fact]
    public void ConfidenceByClass_Boxes_HaveTheirClassesQuartiles()
    {
        SvgFigure figure = new(new ConfidenceByClassChart().Draw(Page));
        XElement[] boxes = [.. figure.Shapes("rect", "#add8e6")];
        Assert.Equal(10, boxes.Length);
        BoxStatistics[] expected =
        [
            .. Page.Analysis.Classes.Keys.Take(10).Select(name => BoxStatistics.Of(
                Page.Elements.Where(element => element.ClassName == name).Select(Words.Confidence))),
        ];
        double perUnit = Height(boxes[0]) / (expected[0].Q3 - expected[0].Q1);
        Assert.Equal(expected.Select(box => (box.Q3 - box.Q1) * perUnit), boxes.Select(Height), (a, b) => Math.Abs(a - b) < 0.1);
        double zero = SvgFigure.Number(boxes[0], "y") + (expected[0].Q3 * perUnit);
        Assert.Equal(
            expected.Select(box => zero - (box.Q3 * perUnit)), boxes.Select(box => SvgFigure.Number(box, "y")),
            (a, b) => Math.Abs(a - b) < 0.1);
        AssertText(figure, "(n=21)");
        AssertText(figure, "Confidence Distribution by Class (Top 10)");
    }

    [Fact]
    public void ConfidenceByClass_Outlier_IsACircleBeyondTheWhisker()
    {
        float[] confidences = [0.1f, 0.8f, 0.81f, 0.82f, 0.83f, 0.84f];
        ChartInput input = ChartPages.Input([.. confidences.Select(c => new LayoutElement(0, "Text", c, new BoundingBox(0, 0, 9, 9)))]);
        SvgFigure figure = new(new ConfidenceByClassChart().Draw(input));
        XElement circle = Assert.Single(figure.Shapes("circle", "#ffffff"));
        Assert.Equal("0.100", SvgFigure.Tip(circle));
        Assert.True(SvgFigure.Number(circle, "cy") > figure.Shapes("rect", "#add8e6").Max(box => SvgFigure.Number(box, "y") + Height(box)));
    }

    [Fact]
    public void AreaVsConfidence_Dots_StandEvenlyOnTheLogarithmicAxis()
    {
        ChartInput input = ChartPages.Input([.. ((float[])[10, 100, 1000]).Select(side =>
            new LayoutElement(0, "Text", 0.5f + (side / 2000), new BoundingBox(0, 0, side, side)))]);
        SvgFigure figure = new(new AreaVsConfidenceChart().Draw(input));
        double[] x = [.. figure.Root.Descendants().Where(e => e.Name.LocalName == "circle").Select(e => SvgFigure.Number(e, "cx"))];
        Assert.Equal(3, x.Length);
        Assert.Equal(x[1] - x[0], x[2] - x[1], Tolerance);
        // The axis, and with it the colours, run from 0.4 to 1: the tenth below the lowest confidence, 0.505.
        Assert.Single(figure.Shapes("circle", Colormap.Viridis.At((0.505 - 0.4) / 0.6)));
        XElement best = Assert.Single(figure.Shapes("circle", "#fde725"));
        Assert.Equal("Text: 1.000, 1,000,000 pixels²", SvgFigure.Tip(best));
        Assert.All(["Area vs Confidence", "Detection Area (pixels²)", "Confidence Score", "Confidence"], text => AssertText(figure, text));
    }

    [Fact]
    public void AreaVsConfidence_BoxWithoutArea_StandsLeftOfTheAxisOverAZero()
    {
        ChartInput input = ChartPages.Input(
        [
            new LayoutElement(0, "Text", 0.9f, new BoundingBox(0, 0, 10, 10)),
            new LayoutElement(0, "Text", 0.5f, new BoundingBox(7, 7, 7, 9)),
        ]);
        SvgFigure figure = new(new AreaVsConfidenceChart().Draw(input));
        XElement[] dots = [.. figure.Root.Descendants().Where(e => e.Name.LocalName == "circle")];
        XElement column = Assert.Single(figure.Lines("#9aa5b1"), e => e.Attribute("stroke-dasharray") is not null);
        double edge = SvgFigure.Path(column)[0];
        Assert.True(SvgFigure.Number(dots[0], "cx") > edge);
        Assert.True(SvgFigure.Number(dots[1], "cx") < edge);
        AssertText(figure, "0");
        AssertText(figure, "2 detections, 1 of them without area");
    }

    [Fact]
    public void QuadrantDistribution_Slices_BeginAtTwelveAndRunCounterClockwise()
    {
        SvgFigure figure = new(new QuadrantDistributionChart().Draw(Quadrants(1, 2, 0, 1)));
        string[] colors = ["#ff9999", "#66b3ff", "#ffcc99"];
        double[][] slices = [.. colors.Select(color => SvgFigure.Path(Assert.Single(figure.Shapes("path", color))))];
        // M centre L start A radius radius 0 large sweep end
        double centerX = slices[0][0];
        double centerY = slices[0][1];
        double radius = slices[0][4];
        Assert.Equal([centerX, centerY - radius, centerX - radius, centerY], [slices[0][2], slices[0][3], slices[0][9], slices[0][10]]);
        Assert.Equal([centerX - radius, centerY, centerX + radius, centerY], [slices[1][2], slices[1][3], slices[1][9], slices[1][10]]);
        Assert.Equal([centerX + radius, centerY, centerX, centerY - radius], [slices[2][2], slices[2][3], slices[2][9], slices[2][10]]);
        Assert.Empty(figure.Shapes("path", "#99ff99"));
        Assert.All(
            ["25.0%", "50.0%", "Q1", "(2 elements)", "(1 element)", "Q3 bottom left: 0", "Spatial Distribution by Quadrant"],
            text => AssertText(figure, text));
    }

    [Fact]
    public void QuadrantDistribution_OneQuadrant_IsAWholeDisc()
    {
        SvgFigure figure = new(new QuadrantDistributionChart().Draw(Quadrants(0, 0, 5, 0)));
        Assert.Single(figure.Shapes("circle", "#99ff99"));
        AssertText(figure, "100.0%");
    }

    [Fact]
    public void SizeDistribution_Bars_AreProportionalInTheirColours()
    {
        SvgFigure figure = new(new SizeDistributionChart().Draw(Page));
        RoDLA.Analysis.Metrics.SizeDistribution sizes = Page.Analysis.Spatial!.SizeDistribution;
        double unit = Height(figure.Shapes("rect", "#ffd93d").Single()) / sizes.Small;
        foreach ((string color, int count) in new[] { ("#ff6b6b", sizes.Tiny), ("#6bcf7f", sizes.Medium), ("#4d96ff", sizes.Large) })
        {
            Assert.Equal(count * unit, figure.Shapes("rect", color).Sum(Height), Tolerance);
        }

        Assert.All(["tiny", "small", "medium", "large", "Size Category", "Count", "Size Distribution"], text => AssertText(figure, text));
    }

    [Fact]
    public void TopClassesConfidence_Bars_AreTheFifteenHighestMeans()
    {
        ChartInput many = ChartPages.Many(300, 74);
        SvgFigure figure = new(new TopClassesConfidenceChart().Draw(many));
        XElement[] bars = [.. figure.Shapes("rect", "#ff7f50")];
        double[] means = [.. many.Analysis.Classes.Values.Select(c => c.ConfidenceStats.Mean).OrderDescending().Take(15)];
        Assert.Equal(15, bars.Length);
        double unit = bars.Sum(bar => SvgFigure.Number(bar, "width")) / means.Sum();
        Assert.Equal(means.Select(mean => mean * unit), bars.Select(bar => SvgFigure.Number(bar, "width")), Near);
        Assert.Equal(bars.OrderBy(bar => SvgFigure.Number(bar, "y")), bars);
        Assert.All(means, mean => AssertText(figure, Words.Fixed(mean, 3)));
        Assert.All(["Top 15 Classes by Average Confidence", "Average Confidence"], text => AssertText(figure, text));
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

    private static bool Near(double expected, double actual) => Math.Abs(expected - actual) < Tolerance;

    private static bool IsUpright(XElement path) => SvgFigure.Path(path) is [var x1, _, var x2, _] && x1 == x2;

    private static double PlotWidth(XElement[] bars) => SvgFigure.Number(bars[0], "width") * 20;

    private static double Height(XElement shape) => SvgFigure.Number(shape, "height");

    private static void AssertText(SvgFigure figure, string text) => Assert.Contains(figure.Texts, t => t.Text == text);
}
