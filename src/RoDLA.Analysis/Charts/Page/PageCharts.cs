using Microsoft.Extensions.DependencyInjection;

namespace RoDLA.Analysis.Charts.Page;

/// <summary>The charts of a page.</summary>
public static class PageCharts
{
    /// <summary>All eight, in the order of the answer's <c>visualizations</c>.</summary>
    internal static IReadOnlyList<IChart<ChartInput>> All { get; } =
    [
        new ClassDistributionChart(),
        new ConfidenceDistributionChart(),
        new SpatialHeatmapChart(),
        new ConfidenceByClassChart(),
        new AreaVsConfidenceChart(),
        new QuadrantDistributionChart(),
        new SizeDistributionChart(),
        new TopClassesConfidenceChart(),
    ];

    /// <summary>Adds the renderer of the eight charts.</summary>
    public static IServiceCollection AddPageCharts(this IServiceCollection services) => services.AddSingleton(s =>
        new ChartRenderer<ChartInput>(All, s.GetRequiredService<ILogger<ChartRenderer<ChartInput>>>()));
}
