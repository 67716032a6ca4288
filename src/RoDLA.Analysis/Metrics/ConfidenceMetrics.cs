namespace RoDLA.Analysis.Metrics;

/// <summary>How the confidences are spread.</summary>
internal static class ConfidenceMetrics
{
    private const int EntropyBins = 10;

    public static ConfidenceAnalysis Of(in PageColumns columns, in Moments confidence)
    {
        ReadOnlySpan<double> sorted = columns.SortedConfidences;
        ConfidenceDistribution distribution = new(
            Rounding.Round(confidence.Mean, 4),
            Rounding.Round(Quantile(sorted, 0.5), 4),
            Rounding.Round(confidence.Std, 4),
            Rounding.Round(confidence.Min, 4),
            Rounding.Round(confidence.Max, 4),
            Rounding.Round(Quantile(sorted, 0.25), 4),
            Rounding.Round(Quantile(sorted, 0.75), 4));
        ConfidenceLevels<int> levels = Bin(sorted);
        return new ConfidenceAnalysis(distribution, levels, Percentages(levels, sorted.Length), Rounding.Round(Entropy(sorted), 4));
    }

    /// <summary>Quantile by linear interpolation between the closest ranks.</summary>
    /// <param name="sorted">One or more values, ascending.</param>
    /// <param name="q">0 to 1.</param>
    public static double Quantile(ReadOnlySpan<double> sorted, double q)
    {
        double rank = q * (sorted.Length - 1);
        int below = (int)rank;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((sorted[above] - sorted[below]) * (rank - below));
    }

    /// <summary>Shannon entropy in bits of a histogram of ten equal bins from the least to the greatest; 0 when all are equal.</summary>
    public static double Entropy(ReadOnlySpan<double> sorted)
    {
        double min = sorted[0];
        double width = (sorted[^1] - min) / EntropyBins;
        double entropy = 0;
        int from = 0;
        for (int bin = 1; bin <= EntropyBins && from < sorted.Length; bin++)
        {
            // The last bin holds its upper edge too.
            int to = from;
            while (to < sorted.Length && (bin == EntropyBins || sorted[to] < min + (bin * width)))
            {
                to++;
            }

            double share = (double)(to - from) / sorted.Length;
            entropy -= share is 0 or 1 ? 0 : share * Math.Log2(share);
            from = to;
        }

        return entropy;
    }

    private static ConfidenceLevels<int> Bin(ReadOnlySpan<double> sorted)
    {
        int low = AtLeast(sorted, MetricThresholds.LowConfidence);
        int medium = AtLeast(sorted, MetricThresholds.MediumConfidence);
        int high = AtLeast(sorted, MetricThresholds.HighConfidence);
        int veryHigh = AtLeast(sorted, MetricThresholds.VeryHighConfidence);
        return new ConfidenceLevels<int>(veryHigh, high - veryHigh, medium - high, low - medium, sorted.Length - low);
    }

    internal static int AtLeast(ReadOnlySpan<double> sorted, double bound)
    {
        int below = 0;
        while (below < sorted.Length && sorted[below] < bound)
        {
            below++;
        }

        return sorted.Length - below;
    }

    private static ConfidenceLevels<double> Percentages(ConfidenceLevels<int> levels, double count) => new(
        Rounding.Round(100 * levels.VeryHigh / count, 2),
        Rounding.Round(100 * levels.High / count, 2),
        Rounding.Round(100 * levels.Medium / count, 2),
        Rounding.Round(100 * levels.Low / count, 2),
        Rounding.Round(100 * levels.VeryLow / count, 2));
}
