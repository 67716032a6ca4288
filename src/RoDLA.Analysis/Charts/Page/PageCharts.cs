using Microsoft.Extensions.DependencyInjection;
using RoDLA.Analysis.Charts.Drawing;
using RoDLA.Analysis.Charts.Figures;
using RoDLA.Analysis.Charts.Statistics;
using RoDLA.Analysis.Metrics;
using RoDLA.Analysis.Wording;

namespace RoDLA.Analysis.Charts.Page;

/// <summary>The charts of a page.</summary>
public static class PageCharts
{
    private const int TopClasses = 15;

    /// <summary>All eight, in the order of the answer's <c>visualizations</c>.</summary>
    internal static IReadOnlyList<Chart<ChartInput>> All { get; } =
    [
        new("class_distribution", ClassDistribution),
        new("confidence_distribution", ConfidenceDistribution),
        new("spatial_heatmap", SpatialHeatmapChart.Draw),
        new("confidence_by_class", ConfidenceByClassChart.Draw),
        new("area_vs_confidence", AreaVsConfidenceChart.Draw),
        new("quadrant_distribution", QuadrantDistributionChart.Draw),
        new("size_distribution", SizeDistributionChart.Draw),
        new("top_classes_confidence", TopClassesConfidence),
    ];

    /// <summary>Their names, in that order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(chart => chart.Name)];

    /// <summary>Adds the renderer of the eight charts.</summary>
    public static IServiceCollection AddPageCharts(this IServiceCollection services) => services.AddSingleton(s =>
        new ChartRenderer<ChartInput>(All, s.GetRequiredService<ILogger<ChartRenderer<ChartInput>>>()));

    /// <summary>How often each class was found.</summary>
    internal static Figure ClassDistribution(ChartInput input) => CountBars.OfClasses(
        "Detection Count by Class",
        $"{Phrases.Detections(input.Elements.Count)} in {Phrases.Classes(input.Analysis.Classes.Count)}",
        [.. input.Analysis.Classes.Select(entry => (entry.Key, entry.Value.Count))]);

    /// <summary>Histogram of the confidences with their mean and median.</summary>
    internal static Figure ConfidenceDistribution(ChartInput input)
    {
        ConfidenceDistribution figures = input.Analysis.Confidence!.Distribution;
        return ConfidenceHistogram.Draw(
            "Confidence Distribution",
            Phrases.Detections(input.Elements.Count),
            Histogram.OfUnitInterval(input.Elements.Select(ChartInput.Confidence), ConfidenceHistogram.Bins),
            figures.Mean,
            figures.Median);
    }

    /// <summary>The 15 classes with the highest mean confidence, the highest on top.</summary>
    internal static Figure TopClassesConfidence(ChartInput input)
    {
        (string Name, double Value, string Label)[] classes =
        [
            .. input.Analysis.Classes
                .Select(entry => (entry.Key, entry.Value.ConfidenceStats.Mean, Phrases.Fixed(entry.Value.ConfidenceStats.Mean, 3)))
                .OrderByDescending(bar => bar.Mean)
                .ThenBy(bar => bar.Key, StringComparer.Ordinal)
                .Take(TopClasses),
        ];
        return LevelBars.Draw(
            "Top 15 Classes by Average Confidence",
            Phrases.ClassesShown(classes.Length, input.Analysis.Classes.Count),
            (NumberAxis.Linear(0, 1, 0.1), "Average Confidence"),
            Theme.Accent,
            classes);
    }
}
