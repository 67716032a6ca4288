using System.Xml.Linq;
using RoDLA.Analysis.Charts.Batch;
using Xunit;

namespace RoDLA.Tests.Analysis.Charts.Batch;

/// <summary>What is drawn has the sizes, places and colours that the figures call for.</summary>
public sealed class BatchChartGeometryTests
{
    // Coordinates are written with 2 decimals.
    private const double Tolerance = 0.02;

    private const string Blue = "#4682b4";
    private const string Coral = "#ff7f50";
    private const string Red = "#ff0000";
    private const string Black = "#000000";

    private static readonly BatchChartInput Input = Batches.Make(20, 11, 0.2);

    [Fact]
    public void CombinedClassDistribution_Bars_AreProportionalToTheCounts() => AssertProportional(
        [.. new SvgFigure(new CombinedClassDistributionChart().Draw(Input)).Shapes("rect", Blue).Select(bar => SvgFigure.Number(bar, "height"))],
        [.. Input.Classes.Select(entry => (double)entry.Count)]);

    [Fact]
    public void CombinedConfidenceHistogram_Bars_AreProportionalToTheBins()
    {
        SvgFigure figure = new(new CombinedConfidenceHistogramChart().Draw(Input));
        AssertProportional(
            [.. figure.Shapes("rect", Blue).Select(bar => SvgFigure.Number(bar, "height"))],
            [.. Input.ConfidenceBins.Where(count => count > 0).Select(count => (double)count)]);
        Assert.Contains(figure.Texts, text => text.Text == FormattableString.Invariant($"Mean: {Input.AverageConfidence:F3}"));
        Assert.DoesNotContain(figure.Texts, text => text.Text.StartsWith("Median", StringComparison.Ordinal));
    }

    [Fact]
    public void AverageConfidenceByClass_Bars_AreProportionalAndSortedAndSayHowMany()
    {
        SvgFigure figure = new(new AverageConfidenceByClassChart().Draw(Input));
        double[] means = [.. Input.Classes.Select(entry => entry.AverageConfidence).OrderDescending()];
        AssertProportional([.. figure.Shapes("rect", Coral).Select(bar => SvgFigure.Number(bar, "width"))], means);
        BatchClass first = Input.Classes[0];
        Assert.Contains(
            figure.Texts, text => text.Text == FormattableString.Invariant($"{first.AverageConfidence:F3} (n={first.Count:N0})"));
    }

    [Fact]
    public void TopClassesAcrossBatch_MoreThan15_ShowsTheFirst15WithTheirShares()
    {
        BatchChartInput many = Batches.Make(100, 40);
        SvgFigure figure = new(new TopClassesAcrossBatchChart().Draw(many));
        AssertProportional(
            [.. figure.Shapes("rect", Blue).Select(bar => SvgFigure.Number(bar, "width"))],
            [.. many.Classes.Take(15).Select(entry => (double)entry.Count)]);
        string share = FormattableString.Invariant($"{many.Classes[0].Count:N0} ({100.0 * many.Classes[0].Count / many.Detections:F1}%)");
        Assert.Contains(figure.Texts, text => text.Text == share);
    }

    [Fact]
    public void DetectionCountPerImage_Dots_AreWhereTheCountsAre()
    {
        SvgFigure figure = new(new DetectionCountPerImageChart().Draw(Input));
        XElement[] dots = [.. figure.Shapes("circle", Blue)];
        BatchImage[] done = [.. Input.Images.Where(image => image.Outcome == BatchOutcome.Succeeded)];
        Assert.Equal(done.Select(image => $"{image.Name}: {image.Detections}"), dots.Select(SvgFigure.Tip));
        double baseLine = SvgFigure.Path(figure.Lines("#9aa5b1").Last())[1];
        double unit = (baseLine - SvgFigure.Number(dots[0], "cy")) / done[0].Detections;
        Assert.All(
            dots.Zip(done), pair => Assert.Equal(baseLine - (unit * pair.Second.Detections), SvgFigure.Number(pair.First, "cy"), 1.5));
        // Image 1 and image 20 are 19 places apart, gaps included.
        double pitch = (SvgFigure.Number(dots[^1], "cx") - SvgFigure.Number(dots[0], "cx"))
            / (Index(done[^1]) - Index(done[0]));
        Assert.All(
            dots.Zip(done),
            pair => Assert.Equal(
                SvgFigure.Number(dots[0], "cx") + (pitch * (Index(pair.Second) - Index(done[0]))),
                SvgFigure.Number(pair.First, "cx"),
                Tolerance));
    }

    [Fact]
    public void DetectionCountPerImage_Line_IsBrokenAtImagesWithoutAResultWhichAreMarked()
    {
        SvgFigure figure = new(new DetectionCountPerImageChart().Draw(Input));
        int failed = Input.Images.Count - Input.Succeeded;
        Assert.InRange(failed, 2, 10);
        // A rectangle each, of five numbers' pairs but the closing one.
        Assert.Equal(failed * 8, SvgFigure.Path(Assert.Single(figure.Shapes("path", Black))).Length);
        Assert.Contains(figure.Texts, text => text.Text == $"No result: {failed}");
        int stretches = 0;
        for (int i = 1; i < Input.Images.Count; i++)
        {
            bool begins = i == 1 || Input.Images[i - 2].Outcome != BatchOutcome.Succeeded;
            stretches += begins && Input.Images[i - 1].Outcome == BatchOutcome.Succeeded && Input.Images[i].Outcome == BatchOutcome.Succeeded ? 1 : 0;
        }

        Assert.Equal(stretches, figure.Lines(Blue).Count());
    }

    [Fact]
    public void ConfidenceTrend_MeanLine_IsTheMeanOfTheImages()
    {
        SvgFigure figure = new(new ConfidenceTrendChart().Draw(Input));
        double[] means = [.. Input.Images.Where(image => image.Detections > 0).Select(image => image.AverageConfidence)];
        Assert.Equal(means.Length, figure.Shapes("circle", Blue).Count());
        Assert.Contains(figure.Texts, text => text.Text == FormattableString.Invariant($"Average of images: {means.Average():F3}"));
    }

    [Fact]
    public void ProcessingTime_Bars_AreProportionalToTheSeconds()
    {
        SvgFigure figure = new(new ProcessingTimeChart().Draw(Input));
        AssertProportional(
            [.. figure.Shapes("rect", Coral).Select(bar => SvgFigure.Number(bar, "height"))],
            [.. Input.Images.Where(image => image.Outcome == BatchOutcome.Succeeded).Select(image => image.Seconds)]);
        Assert.Single(figure.Lines(Red), line => SvgFigure.Path(line).Length == 4 && line.Attribute("stroke-dasharray") is not null
            && SvgFigure.Path(line)[2] - SvgFigure.Path(line)[0] > 500);
    }

    [Theory]
    [InlineData(300, 1)]
    [InlineData(5000, 14)]
    public void ImageSeries_ManyImages_ShareAsFewPlacesAsFit(int images, int perStep)
    {
        double?[] values = [.. Enumerable.Range(0, images).Select(i => i % 10 == 3 ? null : (double?)i)];
        ImageSeries series = new(values, 50, 1150);
        Assert.Equal(perStep, series.ImagesPerStep);
        Assert.Equal(values.OfType<double>().Count(), series.Steps.Sum(step => step.Values));
        Assert.Equal(images, series.Steps.Sum(step => step.Images));
        Assert.Equal(50, series.Steps[0].Left, 1e-6);
        Assert.Equal(1150, series.Steps[^1].Right, 1e-6);
        Assert.All(series.Steps.Zip(series.Steps.Skip(1)), pair => Assert.Equal(pair.First.Right, pair.Second.Left, 1e-6));
        Assert.All(series.Steps.Where(step => step.Values > 0), step => Assert.True(step.Least <= step.Mean && step.Mean <= step.Greatest));
    }

    [Fact]
    public void SuccessFailure_Slices_AreOneAKindOfFailure()
    {
        BatchChartInput input = Batches.Make(100, 3, 0.4, 3, cancelled: 5);
        SvgFigure figure = new(new SuccessFailureChart().Draw(input));
        int failed = input.Images.Count(image => image.Outcome == BatchOutcome.Failed);
        string[] texts = [.. figure.Texts.Select(text => text.Text)];
        Assert.Contains($"successful: {input.Succeeded}", texts);
        Assert.Contains($"failed: {failed}", texts);
        Assert.Contains("cancelled: 5", texts);
        Assert.Equal(5, figure.Root.Descendants().Count(shape => SvgFigure.Tip(shape)?.EndsWith('%') == true));
        Assert.All(["failed: bad image", "failed: timed out", "failed: over limit"], text => Assert.Contains(text, texts));
    }

    private static int Index(BatchImage image) => Input.Images.ToList().IndexOf(image);

    private static void AssertProportional(double[] sizes, double[] values)
    {
        Assert.Equal(values.Length, sizes.Length);
        double unit = sizes.Sum() / values.Sum();
        Assert.All(sizes.Zip(values), pair => Assert.Equal(pair.Second * unit, pair.First, Tolerance));
    }
}
