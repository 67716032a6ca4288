namespace RoDLA.Jobs.Results;

/// <summary>
/// Mean and spread of numbers that are seen once and not kept, by Welford's recurrence (Technometrics 4, 1962): no large sums are
/// subtracted, so that a million numbers lose no digit that is printed, and equal ones have no spread at all.
/// </summary>
internal sealed class RunningMoments
{
    private double _squares;

    /// <summary>How many.</summary>
    public int Count { get; private set; }

    /// <summary>Their sum.</summary>
    public double Sum => Mean * Count;

    /// <summary>Their mean; 0 when there are none.</summary>
    public double Mean { get; private set; }

    /// <summary>The least; 0 when there are none.</summary>
    public double Min { get; private set; }

    /// <summary>The greatest; 0 when there are none.</summary>
    public double Max { get; private set; }

    /// <summary>Standard deviation of the population; 0 when there are none.</summary>
    public double Std => Count == 0 ? 0 : Math.Sqrt(_squares / Count);

    /// <summary>Adds a number.</summary>
    public void Add(double value)
    {
        Min = Count == 0 ? value : Math.Min(Min, value);
        Max = Count == 0 ? value : Math.Max(Max, value);
        Count++;
        double before = value - Mean;
        Mean += before / Count;
        _squares += before * (value - Mean);
    }
}
