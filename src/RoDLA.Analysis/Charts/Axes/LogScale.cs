using System.Globalization;

namespace RoDLA.Analysis.Charts.Axes;

/// <summary>
/// Logarithmic axis: main ticks at powers of ten, minor ones at 2 to 9 times them. A short axis also names its 2s and 5s, a very long one
/// names only every second or third power.
/// </summary>
internal sealed class LogScale : IScale
{
    private const double LabelRoom = 48;

    private readonly double _logMin;
    private readonly double _from;
    private readonly double _pixelsPerDecade;

    private LogScale(double min, double max, double from, double to)
    {
        _logMin = Math.Log10(min);
        _from = from;
        _pixelsPerDecade = (to - from) / (Math.Log10(max) - _logMin);
        Ticks = MakeTicks(min, max, Math.Abs(_pixelsPerDecade));
    }

    /// <inheritdoc/>
    public IReadOnlyList<Tick> Ticks { get; }

    /// <summary>
    /// An axis that holds all values from <paramref name="lowest"/> to <paramref name="highest"/> (both above 0) with a little room on both
    /// sides; its ends are 1, 2 or 5 times a power of ten.
    /// </summary>
    public static LogScale Spanning(double lowest, double highest, double from, double to) =>
        new(NiceBelow(lowest / 1.1), NiceAbove(highest * 1.1), from, to);

    /// <inheritdoc/>
    public double Map(double value) => _from + ((Math.Log10(value) - _logMin) * _pixelsPerDecade);

    private static List<Tick> MakeTicks(double min, double max, double pixelsPerDecade)
    {
        // The closest labels of a named 2 and 5 are log10(2) of a decade apart.
        bool nameAll = pixelsPerDecade * Math.Log10(2) >= LabelRoom;
        int every = Math.Max(1, (int)Math.Ceiling(LabelRoom / pixelsPerDecade));
        List<Tick> ticks = [];
        for (int decade = (int)Math.Floor(Math.Log10(min) + 1e-9); decade <= Math.Log10(max) + 1e-9; decade++)
        {
            for (int factor = 1; factor <= 9; factor++)
            {
                double value = factor * Math.Pow(10, decade);
                if (value < min * (1 - 1e-9) || value > max * (1 + 1e-9))
                {
                    continue;
                }

                bool named = factor == 1 ? decade % every == 0 : nameAll && factor is 2 or 5;
                ticks.Add(new Tick(value, named ? Name(factor, decade) : null, factor != 1));
            }
        }

        return ticks;
    }

    private static string Name(int factor, int decade)
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

    private static double NiceBelow(double value)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(value)));
        return power * (value >= 5 * power ? 5 : value >= 2 * power ? 2 : 1);
    }

    private static double NiceAbove(double value)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(value)));
        return power * (value <= power ? 1 : value <= 2 * power ? 2 : value <= 5 * power ? 5 : 10);
    }
}
