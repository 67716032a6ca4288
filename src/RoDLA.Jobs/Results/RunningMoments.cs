namespace RoDLA.Jobs.Results;

/// <summary>
/// Count, mean and spread of a stream of numbers by Welford's recurrence (Technometrics 4, 1962), which is stable for millions of numbers
/// and exact for equal ones. All are 0 when empty.
/// </summary>
internal sealed class RunningMoments
{
    private double _squares;

    public int Count { get; private set; }

    public double Sum => Mean * Count;

    public double Mean { get; private set; }

    public double Min { get; private set; }

    public double Max { get; private set; }

    /// <summary>Population standard deviation.</summary>
    public double Std => Count == 0 ? 0 : Math.Sqrt(_squares / Count);

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
