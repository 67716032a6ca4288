using System.Diagnostics;
using RoDLA.Analysis.Telemetry;
using RoDLA.Jobs.Engine;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Work;

/// <summary>The span of an attempt at an image: a trace of its own, linked to the request that made the job.</summary>
internal static class ItemSpan
{
    /// <summary>Starts the span; null without a listener.</summary>
    public static Activity? Start(ItemLease lease)
    {
        JobDefinition job = lease.Job.Definition;
        ActivityLink[] links = ActivityContext.TryParse(job.TraceParent, traceState: null, isRemote: true, out ActivityContext request)
            ? [new ActivityLink(request)]
            : [];
        Activity? span = Spans.Source.StartActivity(Spans.JobImage, ActivityKind.Consumer, parentContext: default, links: links);
        return span?
            .SetTag("rodla.job_id", job.JobId)
            .SetTag("rodla.image", lease.Index)
            .SetTag("rodla.attempt", lease.Attempt);
    }

    /// <summary>Says how the attempt ended.</summary>
    public static void End(Activity? span, ItemEvent ending)
    {
        span?.SetTag("rodla.result", ReportJson.Word(ending.Kind));
        if (ending.Error is { } error)
        {
            span?.SetStatus(ActivityStatusCode.Error, error);
        }
    }
}
