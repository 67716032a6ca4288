namespace RoDLA.Analysis.Metrics;

/// <summary>
/// How intricate the page's structure is: (classes/20)·30 + min(n/50, 1)·30 + min(density/10, 1)·20 + (1 − min(distance/500, 1))·20.
/// </summary>
internal static class ComplexityMetrics
{
    private const double PixelsPerMegapixel = 1e6;

    public static LayoutComplexity Of(int elements, int classes, in PairwiseMeasures pairs, PageSize page)
    {
        double density = elements / (page.Pixels / PixelsPerMegapixel);
        double score = (classes / 20.0 * 30)
            + (Math.Min(elements / 50.0, 1) * 30)
            + (Math.Min(density / 10, 1) * 20)
            + ((1 - Math.Min(pairs.MeanDistance / 500, 1)) * 20);
        return new LayoutComplexity(
            classes,
            elements,
            Rounding.Round(density, 2),
            Rounding.Round(pairs.MeanDistance, 2),
            Rounding.Round(score, 2),
            Levels.Of(
                score,
                (MetricThresholds.ModerateComplexity, Levels.Simple),
                (MetricThresholds.HighComplexity, Levels.Moderate),
                Levels.Complex),
            new LayoutCharacteristics(
                density > MetricThresholds.DenseElementsPerMegapixel,
                classes >= MetricThresholds.DiverseClasses,
                pairs.MeanDistance < MetricThresholds.StructuredDistance));
    }
}
