using System.Globalization;

namespace RoDLA.Analysis.Charts.Axes;

/// <summary>Even axis with ticks at 1, 2 or 5 times a power of ten.</summary>
internal sealed class LinearScale : IScale
{
    private readonly double _from;
    private readonly double _pixelsPerUnit;

    /// <summary>An axis with ticks at the multiples of <paramref name="step"/> between its ends.</summary>
    /// <param name="min">Lowest value.</param>
    /// <param name="max">Highest value, above <paramref name="min"/>.</param>
    /// <param name="from">Pixel of the lowest value.</param>
    /// <param name="to">Pixel of the highest; below <paramref name="from"/> for an axis that points up.</param>
    /// <param name="step">Distance of the ticks, <see cref="NiceStep"/>'s.</param>
    public LinearScale(double min, double max, double from, double to, double step)
    {
        Min = min;
        _from = from;
        _pixelsPerUnit = (to - from) / (max - min);
        int decimals = Math.Max(0, -(int)Math.Floor(Math.Log10(step) + 1e-9));
        string format = "N" + decimals.ToString(CultureInfo.InvariantCulture);
        List<Tick> ticks = [];
        // Multiples of the step, not sums of it: rounding errors do not add up.
        for (double i = Math.Ceiling((min / step) - 1e-9); i * step <= max + (step * 1e-9); i++)
        {
            // Adding 0 turns the -0 of the ceiling above into 0.
            double value = Math.Round(i * step, decimals) + 0.0;
            ticks.Add(new Tick(value, value.ToString(format, CultureInfo.InvariantCulture)));
        }

        Ticks = ticks;
    }

    /// <summary>Lowest value of the axis.</summary>
    public double Min { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Tick> Ticks { get; }

    /// <summary>An axis for counts: whole numbers from 0 up to the first tick that is not below <paramref name="max"/>.</summary>
    public static LinearScale Counts(int max, double from, double to, int targetTicks = 6)
    {
        double step = Math.Max(1, NiceStep(max, targetTicks));
        return new LinearScale(0, Math.Max(1, Math.Ceiling(max / step)) * step, from, to, step);
    }

    /// <summary>An axis for amounts: from 0 up to the first tick that is not below <paramref name="max"/>; to 1 when that is 0.</summary>
    public static LinearScale FromZero(double max, double from, double to, int targetTicks = 6)
    {
        double highest = max > 0 ? max : 1;
        double step = NiceStep(highest, targetTicks);
        return new LinearScale(0, Math.Ceiling((highest / step) - 1e-9) * step, from, to, step);
    }

    /// <summary>
    /// An axis for confidences that ends at 1 and begins at the tenth below the lowest of them, so that differences show and pages compare.
    /// </summary>
    public static LinearScale Confidences(double lowest, double from, double to)
    {
        double min = Math.Clamp(Math.Floor((lowest - 0.02) * 10) / 10, 0, 0.9);
        return new LinearScale(min, 1, from, to, NiceStep(1 - min, 8));
    }

    /// <summary>The least of 1, 2 or 5 times a power of ten that cuts a range into <paramref name="targetTicks"/> steps at most.</summary>
    public static double NiceStep(double range, int targetTicks)
    {
        double raw = range / targetTicks;
        double power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        double factor = raw / power;
        const double tolerance = 1e-9;
        return power * (factor <= 1 + tolerance ? 1 : factor <= 2 + tolerance ? 2 : factor <= 5 + tolerance ? 5 : 10);
    }

    /// <inheritdoc/>
    public double Map(double value) => _from + ((value - Min) * _pixelsPerUnit);
}
