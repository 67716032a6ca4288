namespace RoDLA.Analysis.Metrics;

/// <summary>Where on the page the detections' centres lie, and how large they are.</summary>
internal static class SpatialMetrics
{
    private const int FewestForClustering = 3;

    public static SpatialAnalysis Of(in PageColumns columns, in PairwiseMeasures pairs, PageSize page)
    {
        ReadOnlySpan<double> xs = columns.CenterX[..columns.Count];
        ReadOnlySpan<double> ys = columns.CenterY[..columns.Count];
        Moments x = Moments.Of(xs);
        Moments y = Moments.Of(ys);
        (int left, int center, int right) = Thirds(xs, page.Width);
        (int top, int middle, int bottom) = Thirds(ys, page.Height);
        return new SpatialAnalysis(
            new HorizontalDistribution(
                Rounding.Round(x.Mean, 2), Rounding.Round(x.Std, 2), Rounding.Round(x.Skewness(xs), 4), left, center, right),
            new VerticalDistribution(
                Rounding.Round(y.Mean, 2), Rounding.Round(y.Std, 2), Rounding.Round(y.Skewness(ys), 4), top, middle, bottom),
            Quadrants(xs, ys, page),
            Sizes(columns.Areas, page.Pixels),
            new DensityMetrics(
                Rounding.Round(pairs.MeanNearestDistance, 2), Rounding.Round(Clustering(columns, x.Mean, y.Mean), 4)));
    }

    /// <summary>1 − min(std/mean, 1) of the centres' distances from their centroid; 0 under 3 points or when all coincide.</summary>
    private static double Clustering(in PageColumns columns, double centroidX, double centroidY)
    {
        if (columns.Count < FewestForClustering)
        {
            return 0;
        }

        Span<double> distances = columns.Scratch[..columns.Count];
        for (int i = 0; i < distances.Length; i++)
        {
            double dx = columns.CenterX[i] - centroidX;
            double dy = columns.CenterY[i] - centroidY;
            distances[i] = Math.Sqrt((dx * dx) + (dy * dy));
        }

        Moments moments = Moments.Of(distances);
        return moments.Mean == 0 ? 0 : 1 - Math.Min(moments.CoefficientOfVariation, 1);
    }

    private static (int First, int Second, int Third) Thirds(ReadOnlySpan<double> centers, int extent)
    {
        int first = 0;
        int second = 0;
        foreach (double center in centers)
        {
            if (center < extent / 3.0)
            {
                first++;
            }
            else if (center < 2 * extent / 3.0)
            {
                second++;
            }
        }

        return (first, second, centers.Length - first - second);
    }

    private static QuadrantDistribution Quadrants(ReadOnlySpan<double> xs, ReadOnlySpan<double> ys, PageSize page)
    {
        Span<int> counts = [0, 0, 0, 0];
        for (int i = 0; i < xs.Length; i++)
        {
            int right = xs[i] < page.Width / 2.0 ? 0 : 1;
            int bottom = ys[i] < page.Height / 2.0 ? 0 : 1;
            counts[(2 * bottom) + right]++;
        }

        return new QuadrantDistribution(counts[0], counts[1], counts[2], counts[3]);
    }

    private static SizeDistribution Sizes(ReadOnlySpan<double> areas, double pageArea)
    {
        Span<int> counts = [0, 0, 0, 0];
        foreach (double area in areas)
        {
            counts[(area / pageArea) switch
            {
                < MetricThresholds.TinyArea => 0,
                < MetricThresholds.SmallArea => 1,
                < MetricThresholds.MediumArea => 2,
                _ => 3,
            }]++;
        }

        return new SizeDistribution(counts[0], counts[1], counts[2], counts[3]);
    }
}
