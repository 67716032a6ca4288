using RoDLA.Analysis.Charts.Batch;
using RoDLA.Analysis.Charts.Drawing;
using ScottPlot;
using ScottPlot.Plottables;
using Xunit;

namespace RoDLA.Tests.Analysis.Charts.Batch;

/// <summary>What is drawn has the sizes, places and colours that the figures call for.</summary>
public sealed class BatchChartGeometryTests
{
    private static readonly BatchChartInput Input = Batches.Make(20, 11, 0.2);

    [Fact]
    public void CombinedClassDistribution_Bars_AreTheCounts()
    {
        using Figure figure = Draw("combined_class_distribution", Input);
        Assert.Equal(Input.Classes.Select(entry => (double)entry.Count), FigureAssert.Bars(figure).Select(bar => bar.Value));
    }

    [Fact]
    public void CombinedConfidenceHistogram_Bars_AreTheBins()
    {
        using Figure figure = Draw("combined_confidence_histogram", Input);
        Assert.Equal(
            Input.ConfidenceBins.Where(count => count > 0).Select(count => (double)count),
            FigureAssert.Bars(figure).Select(bar => bar.Value));
        Assert.Equal([FormattableString.Invariant($"Mean: {Input.AverageConfidence:F3}")], figure.Legend.Select(entry => entry.Text));
    }

    [Fact]
    public void AverageConfidenceByClass_Bars_AreSortedAndSayHowMany()
    {
        using Figure figure = Draw("average_confidence_by_class", Input);
        Assert.Equal(
            Input.Classes.Select(entry => entry.AverageConfidence).OrderDescending(),
            FigureAssert.Bars(figure).Select(bar => bar.Value));
        BatchClass first = Input.Classes[0];
        FigureAssert.HasTexts(figure, FormattableString.Invariant($"{first.AverageConfidence:F3} (n={first.Count:N0})"));
    }

    [Fact]
    public void TopClassesAcrossBatch_MoreThan15_ShowsTheFirst15WithTheirShares()
    {
        BatchChartInput many = Batches.Make(100, 40);
        using Figure figure = Draw("top_classes_across_batch", many);
        Assert.Equal(many.Classes.Take(15).Select(entry => (double)entry.Count), FigureAssert.Bars(figure).Select(bar => bar.Value));
        FigureAssert.HasTexts(
            figure, FormattableString.Invariant($"{many.Classes[0].Count:N0} ({100.0 * many.Classes[0].Count / many.Detections:F1}%)"));
    }

    [Fact]
    public void DetectionCountPerImage_Line_IsBrokenAtImagesWithoutAResultWhichAreMarked()
    {
        using Figure figure = Draw("detection_count_per_image", Input);
        int failed = Input.Images.Count - Input.Succeeded;
        Assert.InRange(failed, 2, 10);
        Coordinates[] points = [.. figure.Plot.GetPlottables<Scatter>().SelectMany(line => line.Data.GetScatterPoints())];
        Assert.Equal(
            Input.Images.Index()
                .Where(image => image.Item.Outcome == BatchOutcome.Succeeded)
                .Select(image => (image.Index + 1.0, (double)image.Item.Detections)),
            points.Select(point => (point.X, point.Y)));
        int stretches = Input.Images.Index().Count(image => image.Item.Outcome == BatchOutcome.Succeeded
            && (image.Index == 0 || Input.Images[image.Index - 1].Outcome != BatchOutcome.Succeeded));
        Assert.Equal(stretches, figure.Plot.GetPlottables<Scatter>().Count());
        List<Bar> marks = FigureAssert.Bars(figure);
        Assert.Equal(
            Input.Images.Index().Where(image => image.Item.Outcome != BatchOutcome.Succeeded).Select(image => image.Index + 1.0),
            marks.Select(mark => mark.Position));
        FigureAssert.HasTexts(figure, $"No result: {failed}", "Image Number", "Detections");
    }

    [Fact]
    public void ConfidenceTrend_MeanLine_IsTheMeanOfTheImages()
    {
        using Figure figure = Draw("confidence_trend_across_images", Input);
        double[] means = [.. Input.Images.Where(image => image.Detections > 0).Select(image => image.AverageConfidence)];
        Assert.Equal(means.Length, figure.Plot.GetPlottables<Scatter>().Sum(line => line.Data.GetScatterPoints().Count));
        Assert.Equal(means.Average(), figure.Plot.GetPlottables<HorizontalLine>().Single().Position, 1e-12);
        FigureAssert.HasTexts(figure, FormattableString.Invariant($"Average of images: {means.Average():F3}"));
    }

    [Fact]
    public void ProcessingTime_Bars_AreTheSeconds()
    {
        using Figure figure = Draw("processing_time_per_image", Input);
        Assert.Equal(
            Input.Images.Where(image => image.Outcome == BatchOutcome.Succeeded).Select(image => image.Seconds),
            FigureAssert.Bars(figure).Where(bar => bar.FillColor == Theme.Accent).Select(bar => bar.Value));
    }

    [Fact]
    public void ProcessingTime_ManyImages_HasAPalerBarAtTheGreatestOfEachPlace()
    {
        using Figure figure = Draw("processing_time_per_image", Batches.Make(5000, 3));
        BarPlot[] layers = [.. figure.Plot.GetPlottables<BarPlot>()];
        Assert.All(layers[0].Bars.Zip(layers[1].Bars), pair => Assert.True(pair.First.Value >= pair.Second.Value));
        Assert.Equal(layers[0].Bars.Count, layers[1].Bars.Count);
        Assert.True(layers[0].Bars[0].FillColor.A < layers[1].Bars[0].FillColor.A);
    }

    [Theory]
    [InlineData(300, 1)]
    [InlineData(5000, 14)]
    public void ImageSeries_ManyImages_ShareAsFewPlacesAsFit(int images, int perStep)
    {
        double?[] values = [.. Enumerable.Range(0, images).Select(i => i % 10 == 3 ? null : (double?)i)];
        ImageSeries series = new(values, 1100);
        Assert.Equal(perStep, series.ImagesPerStep);
        Assert.Equal(values.OfType<double>().Count(), series.Steps.Sum(step => step.Values));
        Assert.Equal(images, series.Steps.Sum(step => step.Images));
        Assert.Equal(1, series.Steps[0].First);
        Assert.All(series.Steps.Zip(series.Steps.Skip(1)), pair => Assert.Equal(pair.First.First + pair.First.Images, pair.Second.First));
        Assert.All(series.Steps.Where(step => step.Values > 0), step => Assert.True(step.Least <= step.Mean && step.Mean <= step.Greatest));
    }

    [Fact]
    public void SuccessFailure_Slices_AreOneAKindOfFailure()
    {
        BatchChartInput input = Batches.Make(100, 3, 0.4, 3, cancelled: 5);
        using Figure figure = Draw("success_failure_summary", input);
        int failed = input.Images.Count(image => image.Outcome == BatchOutcome.Failed);
        Assert.Equal(5, figure.Plot.GetPlottables<Pie>().Single().Slices.Count);
        FigureAssert.HasTexts(
            figure, $"successful: {input.Succeeded}", $"failed: {failed}", "cancelled: 5",
            "failed: bad image", "failed: timed out", "failed: over limit");
    }

    private static Figure Draw(string chart, BatchChartInput input) => BatchCharts.All.Single(c => c.Name == chart).Draw(input);
}
