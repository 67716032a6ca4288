using RoDLA.Analysis.Charts.Kinds;

namespace RoDLA.Analysis.Charts;

/// <summary>The charts of an answer, in its order.</summary>
internal static class ChartCatalog
{
    /// <summary>All eight.</summary>
    public static IReadOnlyList<IChart> All { get; } =
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
}
