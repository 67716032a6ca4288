using ScottPlot;

namespace RoDLA.Analysis.Charts.Drawing;

/// <summary>The range of an axis of numbers and its ticks.</summary>
/// <param name="Min">Lowest value.</param>
/// <param name="Max">Highest value, above <paramref name="Min"/>.</param>
/// <param name="Ticks">From the lowest value up.</param>
internal sealed record NumberAxis(double Min, double Max, Tick[] Ticks)
{
    private const double Tolerance = 1e-9;

    /// <summary>An even axis with ticks at the multiples of <paramref name="step"/>.</summary>
    /// <param name="min">Lowest value.</param>
    /// <param name="max">Highest value.</param>
    /// <param name="step">Distance of the ticks, <see cref="NiceStep"/>'s.</param>
    public static NumberAxis Linear(double min, double max, double step)
    {
        int decimals = Math.Max(0, -(int)Math.Floor(Math.Log10(step) + Tolerance));
        string format = "N" + decimals.ToString(CultureInfo.InvariantCulture);
        List<Tick> ticks = [];
        // Multiples of the step, not sums of it: rounding errors do not add up. Adding 0 turns -0 into 0.
        for (double i = Math.Ceiling((min / step) - Tolerance); i * step <= max + (step * Tolerance); i++)
        {
            double value = Math.Round(i * step, decimals) + 0.0;
            ticks.Add(Tick.Major(value, value.ToString(format, CultureInfo.InvariantCulture)));
        }

        return new NumberAxis(min, max, [.. ticks]);
    }

    /// <summary>An axis for counts: whole numbers from 0 up to the first tick that is not below <paramref name="max"/>.</summary>
    public static NumberAxis Counts(int max, int targetTicks = 6)
    {
        double step = Math.Max(1, NiceStep(max, targetTicks));
        return Linear(0, Math.Max(1, Math.Ceiling(max / step)) * step, step);
    }

    /// <summary>An axis for amounts: from 0 up to the first tick that is not below <paramref name="max"/>; to 1 when that is 0.</summary>
    public static NumberAxis FromZero(double max, int targetTicks = 6)
    {
        double highest = max > 0 ? max : 1;
        double step = NiceStep(highest, targetTicks);
        return Linear(0, Math.Ceiling((highest / step) - Tolerance) * step, step);
    }

    /// <summary>
    /// An axis for confidences that ends at 1 and begins at the tenth below the lowest of them, so that differences show and pages compare.
    /// </summary>
    public static NumberAxis Confidences(double lowest)
    {
        double min = Math.Clamp(Math.Floor((lowest - 0.02) * 10) / 10, 0, 0.9);
        return Linear(min, 1, NiceStep(1 - min, 8));
    }

    /// <summary>
    /// A logarithmic axis in powers of ten, from <paramref name="lowest"/> to <paramref name="highest"/> (both above 0)
    /// with a little room on both sides; its ends are 1, 2 or 5 times a power of ten. Major ticks at the powers, minor ones at 2 to 9 times
    /// them; a short axis also names its 2s and 5s, a very long one only every second or third power.
    /// </summary>
    public static NumberAxis Logarithmic(double lowest, double highest)
    {
        double min = Math.Log10(NiceBelow(lowest / 1.1));
        double max = Math.Log10(NiceStep(highest * 1.1, 1));
        double span = max - min;
        int every = Math.Max(1, (int)Math.Ceiling(span / 14));
        List<Tick> ticks = [];
        for (int decade = (int)Math.Floor(min + Tolerance); decade <= max + Tolerance; decade++)
        {
            for (int factor = 1; factor <= 9; factor++)
            {
                double position = decade + Math.Log10(factor);
                if (position >= min - Tolerance && position <= max + Tolerance)
                {
                    bool named = factor == 1 ? decade % every == 0 : span < 4 && factor is 2 or 5;
                    ticks.Add(named ? Tick.Major(position, PowerName(factor, decade)) : Tick.Minor(position));
                }
            }
        }

        return new NumberAxis(min, max, [.. ticks]);
    }

    /// <summary>The least of 1, 2 or 5 times a power of ten that cuts a range into <paramref name="targetTicks"/> steps at most.</summary>
    public static double NiceStep(double range, int targetTicks)
    {
        double raw = range / targetTicks;
        double power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        double factor = raw / power;
        return power * (factor <= 1 + Tolerance ? 1 : factor <= 2 + Tolerance ? 2 : factor <= 5 + Tolerance ? 5 : 10);
    }

    private static double NiceBelow(double value)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(value)));
        return power * (value >= 5 * power ? 5 : value >= 2 * power ? 2 : 1);
    }

    private static string PowerName(int factor, int decade)
    {
        (int exponent, string suffix) = decade switch
        {
            >= 9 => (9, "G"),
            >= 6 => (6, "M"),
            >= 3 => (3, "k"),
            _ => (0, string.Empty),
        };
        return (factor * Math.Pow(10, decade - exponent)).ToString("#,0.#########", CultureInfo.InvariantCulture) + suffix;
    }
}
