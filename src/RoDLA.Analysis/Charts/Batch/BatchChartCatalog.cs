namespace RoDLA.Analysis.Charts.Batch;

/// <summary>The charts of a batch, in the order of its summary.</summary>
internal static class BatchChartCatalog
{
    /// <summary>All eight.</summary>
    public static IReadOnlyList<IBatchChart> All { get; } =
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
}
