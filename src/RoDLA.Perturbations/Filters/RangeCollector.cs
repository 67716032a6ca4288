namespace RoDLA.Perturbations.Filters;

/// <summary>Combines the ranges of all threads.</summary>
internal sealed class RangeCollector
{
    private readonly Lock _gate = new();

    public ValueRange Whole { get; private set; } = ValueRange.Empty;

    public void Add(ValueRange range)
    {
        lock (_gate)
        {
            Whole = Whole.Including(range);
        }
    }
}
