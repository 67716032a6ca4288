using System.Diagnostics;
using RoDLA.Analysis.Pipeline;

namespace RoDLA.Analysis.Telemetry;

/// <summary>The spans of traces. Without a listener they cost nothing.</summary>
public static class Spans
{
    /// <summary>Span of a page; below it is one for each stage that ran.</summary>
    public const string Page = "page";

    /// <summary>Span of an attempt at an image of a job; it links to the request that made the job.</summary>
    public const string JobImage = "job image";

    /// <summary>Makes the spans.</summary>
    public static ActivitySource Source { get; } = new("RoDLA");

    /// <summary>Adds the stages of a page to its span, which has just ended its work.</summary>
    /// <param name="page">Its span; null without a listener.</param>
    /// <param name="model">Name of the model.</param>
    /// <param name="times">Where the time went.</param>
    internal static void AddStages(Activity? page, string model, ProcessingTimes times)
    {
        if (page is null)
        {
            return;
        }

        page.SetTag("rodla.model", model);
        DateTime at = page.StartTimeUtc;
        foreach ((string stage, double milliseconds) in Stages(times))
        {
            DateTime end = at.AddMilliseconds(milliseconds);
            if (milliseconds > 0)
            {
                using Activity? span = Source.StartActivity(stage, ActivityKind.Internal, page.Context, startTime: at);
                span?.SetEndTime(end);
            }

            at = end;
        }
    }

    // The stages follow each other; what the rules and the reading order take lies between infer and analyse.
    private static (string Stage, double Milliseconds)[] Stages(ProcessingTimes times) =>
    [
        ("decode", times.Decode),
        ("perturb", times.Perturb),
        ("queue", times.Queue),
        ("infer", times.Infer),
        ("arrange", Math.Max(0, times.Detect - times.Queue - times.Infer)),
        ("analyse", times.Analyze),
        ("draw", times.Visualize),
    ];
}
