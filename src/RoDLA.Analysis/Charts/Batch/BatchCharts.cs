using Microsoft.Extensions.DependencyInjection;

namespace RoDLA.Analysis.Charts.Batch;

/// <summary>The charts of a batch.</summary>
public static class BatchCharts
{
    /// <summary>All eight, in the order of the batch's summary.</summary>
    internal static IReadOnlyList<IChart<BatchChartInput>> All { get; } =
    [
        new CombinedClassDistributionChart(),
        new CombinedConfidenceHistogramChart(),
        new AverageConfidenceByClassChart(),
        new DetectionCountPerImageChart(),
        new ConfidenceTrendChart(),
        new ProcessingTimeChart(),
        new SuccessFailureChart(),
        new TopClassesAcrossBatchChart(),
    ];

    /// <summary>Adds the renderer of the eight charts.</summary>
    public static IServiceCollection AddBatchCharts(this IServiceCollection services) => services.AddSingleton(s =>
        new ChartRenderer<BatchChartInput>(All, s.GetRequiredService<ILogger<ChartRenderer<BatchChartInput>>>()));
}
