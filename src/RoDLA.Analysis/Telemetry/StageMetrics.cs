using Prometheus;

namespace RoDLA.Analysis.Telemetry;

/// <summary>Measures the stages of pages.</summary>
public sealed class StageMetrics
{
    /// <summary>The stages, in the order of <see cref="Stage"/>.</summary>
    private static readonly string[] Names = ["queue", "decode", "perturb", "infer", "analyse", "draw", "encode"];

    private readonly IHistogram[] _stages;

    /// <summary>Registers the metric.</summary>
    public StageMetrics(IMetricFactory factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        Histogram stages = factory.CreateHistogram(
            "rodla_stage_duration_seconds",
            "Time of a stage of a page; queue is the wait for the model.",
            ["stage"],
            new HistogramConfiguration { Buckets = Buckets.OfSteps });
        _stages = [.. Names.Select(name => stages.WithLabels(name))];
    }

    /// <summary>A stage has ended; one that took no time did not run.</summary>
    /// <param name="stage">Which one.</param>
    /// <param name="milliseconds">How long it took.</param>
    public void Observe(Stage stage, double milliseconds)
    {
        if (milliseconds > 0)
        {
            _stages[(int)stage].Observe(milliseconds / 1000);
        }
    }
}
