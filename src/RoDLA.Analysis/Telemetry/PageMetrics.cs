using Prometheus;
using RoDLA.Analysis.Pipeline;

namespace RoDLA.Analysis.Telemetry;

/// <summary>Counts pages and detections, and measures the stages of a page.</summary>
internal sealed class PageMetrics
{
    private readonly StageMetrics _stages;
    private readonly Histogram _inference;
    private readonly Counter _detections;
    private readonly Counter _pages;

    public PageMetrics(IMetricFactory factory, StageMetrics stages)
    {
        _stages = stages;
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
        _stages.Observe(Stage.Queue, times.Queue);
        _stages.Observe(Stage.Decode, times.Decode);
        _stages.Observe(Stage.Perturb, times.Perturb);
        _stages.Observe(Stage.Infer, times.Infer);
        _stages.Observe(Stage.Analyse, times.Analyze);
        _stages.Observe(Stage.Draw, times.Visualize);
        _inference.WithLabels(model).Observe(times.Infer / 1000);
        _pages.WithLabels("ok").Inc();
        foreach (string name in classes)
        {
            _detections.WithLabels(name).Inc();
        }
    }

    /// <summary>A page was not processed.</summary>
    public void ObserveFailure(Exception exception) =>
        _pages.WithLabels(exception is OperationCanceledException ? "cancelled" : "failed").Inc();
}
