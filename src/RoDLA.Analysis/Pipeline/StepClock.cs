namespace RoDLA.Analysis.Pipeline;

/// <summary>Measures the steps of a page, one after the other.</summary>
internal sealed class StepClock(TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();
    private readonly double[] _steps = new double[4];
    private readonly List<LayoutStep> _layout = [];
    private long _lap = time.GetTimestamp();
    private TimeSpan _queue;
    private TimeSpan _infer;

    /// <summary>The page is pixels.</summary>
    public void EndDecode() => _steps[0] = Lap();

    /// <summary>The page is perturbed.</summary>
    public void EndPerturb() => _steps[1] = Lap();

    /// <summary>Adds what a look at the page took of the step that ends with <see cref="EndDetect"/>.</summary>
    public void Add(PageLayout layout)
    {
        _queue += layout.Wait;
        _infer += layout.Inference;
        _layout.AddRange(layout.Steps);
    }

    /// <summary>The elements are found.</summary>
    public void EndDetect() => _ = Lap();

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
        Queue = Math.Round(_queue.TotalMilliseconds, 2),
        Infer = Math.Round(_infer.TotalMilliseconds, 2),
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
