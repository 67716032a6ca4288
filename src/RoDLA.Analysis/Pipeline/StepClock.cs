namespace RoDLA.Analysis.Pipeline;

/// <summary>Measures the steps of a page, one after the other.</summary>
internal sealed class StepClock(TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();
    private readonly double[] _steps = new double[4];
    private readonly List<LayoutStep> _layout = [];
    private long _lap = time.GetTimestamp();

    /// <summary>The page is pixels.</summary>
    public void EndDecode() => _steps[0] = Lap();

    /// <summary>The page is perturbed.</summary>
    public void EndPerturb() => _steps[1] = Lap();

    /// <summary>The elements are found.</summary>
    /// <param name="steps">How: the steps of each layout that was found.</param>
    public void EndDetect(IEnumerable<LayoutStep> steps)
    {
        _layout.AddRange(steps);
        _ = Lap();
    }

    /// <summary>The figures and the interpretation are there.</summary>
    public void EndAnalyze() => _steps[2] = Lap();

    /// <summary>The charts are drawn.</summary>
    public void EndVisualize() => _steps[3] = Lap();

    /// <summary>Milliseconds per step and in all.</summary>
    public ProcessingTimes Times() => new(
        _steps[0], _steps[1], Sum(LayoutStep.Detect), _steps[2], _steps[3], Milliseconds(_start, time.GetTimestamp()))
    {
        Orientation = Sum(LayoutStep.Orientation),
        Deskew = Sum(LayoutStep.Deskew),
        Snap = Sum(LayoutStep.Snap),
        Rules = Sum(LayoutStep.Rules),
        ReadingOrder = Sum(LayoutStep.ReadingOrder),
    };

    private double Sum(string step) => Math.Round(_layout.Where(taken => taken.Name == step).Sum(taken => taken.Milliseconds), 2);

    private double Lap()
    {
        long now = time.GetTimestamp();
        double elapsed = Milliseconds(_lap, now);
        _lap = now;
        return elapsed;
    }

    private double Milliseconds(long from, long to) => Math.Round(time.GetElapsedTime(from, to).TotalMilliseconds, 2);
}
