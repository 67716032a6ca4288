using RoDLA.Api.Batches.Events;
using RoDLA.Api.Batches.Status;
using RoDLA.Api.Docs;
using RoDLA.Api.Errors;
using RoDLA.Api.Inference.Answers;

namespace RoDLA.Api.Inference.Status;

/// <summary>Status, list, cancellation, retry and events of jobs on the inference API.</summary>
internal static class InferenceJobEndpoints
{
    /// <summary>Maps <c>GET /api/v1/jobs</c> and the endpoints below <paramref name="job"/>, the route of one job.</summary>
    public static void MapInferenceJobs(this IEndpointRouteBuilder app, RouteGroupBuilder job)
    {
        app.MapGet(InferenceRoutes.Jobs, List)
            .WithName("listJobs")
            .WithTags(ApiSurface.Inference.Tag)
            .WithMetadata(new OperationDescription
            {
                Parameters = JobDescriptions.Pages
                    .Append(("status", "queued, processing, completed, failed, cancelled; several with commas."))
                    .Append(("upload_id", "Jobs over this upload only.")).ToDictionary(),
                Problems = [ProblemKind.Validation],
            });
        TimeProvider time = app.ServiceProvider.GetRequiredService<TimeProvider>();
        StatusEndpoints<Envelope<InferenceStatus>> status = new(
            ApiSurface.Inference, view => Envelope.Of(InferenceStatus.From(view, time.GetUtcNow())));
        status.Map(job);
        status.MapStatus(job, "/status", "getJobStatus");
        new EventEndpoints(ApiSurface.Inference).Map(job);
    }

    /// <summary>Lists the jobs of every surface, newest first</summary>
    public static Ok<Envelope<InferenceJobs>> List(
        int? page,
        [FromQuery(Name = "page_size")] int? pageSize,
        string? status,
        [FromQuery(Name = "upload_id")] string? uploadId,
        JobAccess jobs,
        TimeProvider time)
    {
        Paging paging = Paging.Read(page, pageSize);
        IReadOnlySet<InferenceState>? states = StateFilter.Read<InferenceState>(status);
        JobSnapshot[] all =
        [
            .. jobs.List().Where(job => states?.Contains(InferenceStates.Of(job.State)) != false
                && (uploadId is null || job.Definition.UploadId == uploadId)),
        ];
        DateTimeOffset now = time.GetUtcNow();
        return TypedResults.Ok(Envelope.Of(new InferenceJobs(
            [.. jobs.View(ApiSurface.Inference, paging.Of(all)).Select(view => InferenceStatus.From(view, now))],
            all.Length,
            paging.Page,
            paging.Size)));
    }
}
