namespace RoDLA.Analysis.Pipeline;

/// <summary>Measures the steps that find a layout, one after the other; one that runs again counts once.</summary>
internal sealed class StepList(TimeProvider time)
{
    private readonly List<LayoutStep> _steps = [];
    private long _lap = time.GetTimestamp();

    /// <summary>The steps so far, in order.</summary>
    public IReadOnlyList<LayoutStep> All =>
        [.. _steps.GroupBy(step => step.Name, (name, same) => new LayoutStep(name, same.Sum(step => step.Milliseconds)))];

    /// <summary>A step ends, and the next begins.</summary>
    public void End(string name)
    {
        long now = time.GetTimestamp();
        _steps.Add(new LayoutStep(name, time.GetElapsedTime(_lap, now).TotalMilliseconds));
        _lap = now;
    }
}
