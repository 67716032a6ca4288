namespace RoDLA.Analysis.Metrics;

/// <summary>First moments and extremes of some numbers; <paramref name="Std"/> is the population's.</summary>
/// <param name="Sum">Their sum.</param>
/// <param name="Mean">Their mean; the very value when all are equal.</param>
/// <param name="Std">√(mean squared deviation); exactly 0 when all are equal.</param>
/// <param name="Min">The least.</param>
/// <param name="Max">The greatest.</param>
internal readonly record struct Moments(double Sum, double Mean, double Std, double Min, double Max)
{
    /// <summary>Std / mean; 0 when the mean is 0.</summary>
    public double CoefficientOfVariation => Mean == 0 ? 0 : Std / Mean;

    /// <param name="values">One or more, finite.</param>
    public static Moments Of(ReadOnlySpan<double> values)
    {
        double sum = 0;
        double min = values[0];
        double max = values[0];
        foreach (double value in values)
        {
            sum += value;
            min = Math.Min(min, value);
            max = Math.Max(max, value);
        }

        // Summing equal values rounds, and would report a spread of 10⁻¹⁶ where there is none.
        if (min == max)
        {
            return new Moments(sum, min, 0, min, max);
        }

        double mean = sum / values.Length;
        double squares = 0;
        foreach (double value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        return new Moments(sum, mean, Math.Sqrt(squares / values.Length), min, max);
    }

    /// <summary>mean(((x − μ)/σ)³) of the values these moments are of; 0 under 3 values or at zero spread.</summary>
    public double Skewness(ReadOnlySpan<double> values)
    {
        if (values.Length < 3 || Std == 0)
        {
            return 0;
        }

        double cubes = 0;
        foreach (double value in values)
        {
            double z = (value - Mean) / Std;
            cubes += z * z * z;
        }

        return cubes / values.Length;
    }
}
