using Microsoft.Extensions.DependencyInjection;
using RoDLA.Analysis.Charts.Drawing;
using RoDLA.Analysis.Charts.Figures;
using RoDLA.Analysis.Wording;

namespace RoDLA.Analysis.Charts.Batch;

/// <summary>The charts of a batch.</summary>
public static class BatchCharts
{
    private const int TopClasses = 15;
    private const int MaxClasses = 100;

    /// <summary>All eight, in the order of the batch's summary; those of images have them in the order of the batch.</summary>
    internal static IReadOnlyList<Chart<BatchChartInput>> All { get; } =
    [
        OfClasses("combined_class_distribution", "Class Distribution Across All Images", ClassDistribution),
        OfClasses("combined_confidence_histogram", "Confidence Distribution Across All Images", ConfidenceDistribution),
        OfClasses("average_confidence_by_class", "Average Confidence by Class", AverageConfidence),
        new("detection_count_per_image", new ImageTrend(
            "Detection Count per Image",
            "Detections",
            image => image.Detections,
            (_, greatest) => NumberAxis.Counts((int)Math.Max(1, greatest)),
            mean => $"Average: {Phrases.Fixed(mean, 2)}").DrawLine),
        new("confidence_trend_across_images", new ImageTrend(
            "Average Confidence Across Images",
            "Average Confidence",
            image => image.Detections > 0 ? image.AverageConfidence : null,
            (least, _) => NumberAxis.Confidences(least),
            mean => $"Average of images: {Phrases.Fixed(mean, 3)}").DrawLine),
        new("processing_time_per_image", new ImageTrend(
            "Processing Time per Image",
            "Time (seconds)",
            image => image.Seconds,
            (_, greatest) => NumberAxis.FromZero(greatest),
            mean => $"Average: {Phrases.Fixed(mean, 2)} s").DrawBars),
        new("success_failure_summary", SuccessFailureChart.Draw),
        OfClasses("top_classes_across_batch", "Top 15 Classes Across the Batch", MostFrequent),
    ];

    /// <summary>Adds the renderer of the eight charts.</summary>
    public static IServiceCollection AddBatchCharts(this IServiceCollection services) => services.AddSingleton(s =>
        new ChartRenderer<BatchChartInput>(All, s.GetRequiredService<ILogger<ChartRenderer<BatchChartInput>>>()));

    private static Chart<BatchChartInput> OfClasses(string name, string title, Func<BatchChartInput, string, Figure> draw) =>
        new(name, input => input.Classes.Count == 0 ? input.DrawEmpty(title) : draw(input, title));

    private static Figure ClassDistribution(BatchChartInput input, string title)
    {
        string classes = Phrases.Classes(input.Classes.Count);
        string what = $"{Phrases.Detections(input.Detections)} in {classes} on {Phrases.Images(input.Succeeded)}";
        return CountBars.OfClasses(title, what, [.. input.Classes.Select(entry => (entry.Name, entry.Count))]);
    }

    private static Figure ConfidenceDistribution(BatchChartInput input, string title)
    {
        string what = $"{Phrases.Detections(input.Detections)} on {Phrases.Images(input.Succeeded)}";
        return ConfidenceHistogram.Draw(title, what, input.ConfidenceBins, input.AverageConfidence, median: null);
    }

    /// <summary>Mean confidence of each of the hundred most frequent classes, the highest on top.</summary>
    private static Figure AverageConfidence(BatchChartInput input, string title)
    {
        (string, double, string)[] bars =
        [
            .. input.Classes
                .Take(MaxClasses)
                .OrderByDescending(entry => entry.AverageConfidence)
                .ThenBy(entry => entry.Name, StringComparer.Ordinal)
                .Select(entry => (
                    entry.Name, entry.AverageConfidence, $"{Phrases.Fixed(entry.AverageConfidence, 3)} (n={Phrases.Number(entry.Count)})")),
        ];
        string what = $"{Phrases.ClassesShown(bars.Length, input.Classes.Count)} on {Phrases.Images(input.Succeeded)}";
        return LevelBars.Draw(title, what, (NumberAxis.Linear(0, 1, 0.1), "Average Confidence"), Theme.Accent, bars);
    }

    /// <summary>The 15 most frequent classes with their shares, the most frequent on top.</summary>
    private static Figure MostFrequent(BatchChartInput input, string title)
    {
        (string, double, string)[] bars =
            [.. input.Classes.Take(TopClasses).Select(entry => (entry.Name, (double)entry.Count, Label(entry)))];
        string classes = Phrases.ClassesShown(bars.Length, input.Classes.Count);
        string what = $"{classes}, {Phrases.Detections(input.Detections)} on {Phrases.Images(input.Succeeded)}";
        return LevelBars.Draw(title, what, (NumberAxis.Counts(input.Classes[0].Count, targetTicks: 10), "Detections"), Theme.Primary, bars);

        string Label(BatchClass entry) => $"{Phrases.Number(entry.Count)} ({Phrases.Percent(100.0 * entry.Count / input.Detections)})";
    }
}
