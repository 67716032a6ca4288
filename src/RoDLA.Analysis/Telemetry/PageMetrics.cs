using Prometheus;
using RoDLA.Analysis.Pipeline;

namespace RoDLA.Analysis.Telemetry;

/// <summary>Counts pages and detections, and measures the steps of a page.</summary>
internal sealed class PageMetrics
{
    private static readonly string[] Steps =
    [
        "decode", "perturb", LayoutStep.Orientation, LayoutStep.Deskew, LayoutStep.Detect, LayoutStep.Snap, "analyse", "visualize",
    ];

    private readonly IHistogram[] _steps;
    private readonly Histogram _inference;
    private readonly Counter _detections;
    private readonly Counter _pages;

    public PageMetrics(IMetricFactory factory)
    {
        Histogram steps = factory.CreateHistogram(
            "rodla_stage_duration_seconds",
            "Time of a step of a page; detect includes the wait for the model.",
            ["stage"],
            new HistogramConfiguration { Buckets = Buckets.OfSteps });
        _steps = [.. Steps.Select(stage => steps.WithLabels(stage))];
        _inference = factory.CreateHistogram(
            "model_inference_time_seconds",
            "Time taken for model inference per image.",
            ["model"],
            new HistogramConfiguration { Buckets = Buckets.OfSteps });
        _detections = factory.CreateCounter("detection_count_total", "Objects detected, by class.", ["class"]);
        _pages = factory.CreateCounter("rodla_pages_total", "Pages that were processed.", ["result"]);
    }

    /// <summary>A page was processed.</summary>
    /// <param name="model">Name of the model.</param>
    /// <param name="times">Where the time went.</param>
    /// <param name="classes">Class of each detection.</param>
    public void Observe(string model, ProcessingTimes times, IEnumerable<string> classes)
    {
        Observe(0, times.Decode);
        Observe(1, times.Perturb);
        Observe(2, times.Orientation);
        Observe(3, times.Deskew);
        Observe(4, times.Detect);
        Observe(5, times.Snap);
        Observe(6, times.Analyze);
        Observe(7, times.Visualize);
        _inference.WithLabels(model).Observe(Seconds(times.Detect));
        _pages.WithLabels("ok").Inc();
        foreach (string name in classes)
        {
            _detections.WithLabels(name).Inc();
        }
    }

    /// <summary>A page was not processed.</summary>
    public void ObserveFailure(Exception exception) =>
        _pages.WithLabels(exception is OperationCanceledException ? "cancelled" : "failed").Inc();

    // A step that did not run has no time.
    private void Observe(int step, double milliseconds)
    {
        if (milliseconds > 0)
        {
            _steps[step].Observe(Seconds(milliseconds));
        }
    }

    private static double Seconds(double milliseconds) => milliseconds / 1000;
}
