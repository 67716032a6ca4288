using RoDLA.Analysis.Metrics;

namespace RoDLA.Analysis.Charts.Statistics;

/// <summary>
/// What a box plot shows of a set of numbers (Tukey 1977, as matplotlib draws it): quartiles by linear interpolation, whiskers to the
/// outermost numbers within 1.5 interquartile ranges of the box, and the numbers beyond them.
/// </summary>
internal sealed record BoxStatistics(
    double LowerWhisker, double Q1, double Median, double Q3, double UpperWhisker, IReadOnlyList<double> Outliers)
{
    private const double WhiskerReach = 1.5;

    /// <summary>Of at least one number, in any order.</summary>
    public static BoxStatistics Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        double q1 = ConfidenceMetrics.Quantile(sorted, 0.25);
        double q3 = ConfidenceMetrics.Quantile(sorted, 0.75);
        double reach = WhiskerReach * (q3 - q1);
        // A whisker never ends inside the box, though interpolation can put a quartile past the last number in reach.
        double lower = Math.Min(q1, sorted.First(value => value >= q1 - reach));
        double upper = Math.Max(q3, sorted.Last(value => value <= q3 + reach));
        double[] outliers = Array.FindAll(sorted, value => value < lower || value > upper);
        return new BoxStatistics(lower, q1, ConfidenceMetrics.Quantile(sorted, 0.5), q3, upper, outliers);
    }
}
