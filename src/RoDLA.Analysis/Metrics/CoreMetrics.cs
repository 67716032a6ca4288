namespace RoDLA.Analysis.Metrics;

/// <summary>Fundamental statistics of a page.</summary>
internal static class CoreMetrics
{
    public static CoreSummary Nothing { get; } = new(0, 0, 0, 0, 0, 0, 0, 0, 0);

    public static CoreSummary Of(in PageColumns columns, int classes, in Moments confidence, PageSize page)
    {
        Moments areas = Moments.Of(columns.Areas);
        double covered = UnionArea.Of(columns, page);
        return new CoreSummary(
            columns.Count,
            classes,
            Rounding.Round(confidence.Mean, 4),
            Rounding.Round(ConfidenceMetrics.Quantile(columns.SortedConfidences, 0.5), 4),
            Rounding.Round(confidence.Min, 4),
            Rounding.Round(confidence.Max, 4),
            Rounding.Round(areas.Sum / page.Pixels * 100, 2),
            Math.Min(Rounding.Round(covered / page.Pixels * 100, 2), 100),
            Rounding.Round(areas.Mean, 2));
    }
}
