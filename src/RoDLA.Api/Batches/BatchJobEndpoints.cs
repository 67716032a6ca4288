using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using RoDLA.Jobs.Engine;

namespace RoDLA.Api.Batches;

/// <summary>A job on the RoDLA surface.</summary>
internal static class BatchJobEndpoints
{
    /// <summary>Maps <c>/api/batch-job/{job_id}</c> and what lies below it.</summary>
    public static IEndpointRouteBuilder MapBatchJob(this IEndpointRouteBuilder app)
    {
        JobSurface surface = JobSurface.Rodla;
        RouteGroupBuilder group = app.MapGroup($"{surface.BasePath}/{{job_id}}").WithTags("Batch").WithMetadata(surface);
        group.MapGet("", GetAsync).WithName("batch-job").WithMetadata(BatchDescriptions.Status).DisableRequestTimeout();
        group.MapDelete("", Cancel).WithName("batch-job-cancel").WithMetadata(BatchDescriptions.Change);
        group.MapPost("/retry", RetryAsync).WithName("batch-job-retry").WithMetadata(BatchDescriptions.Retry);
        group.MapJobResults(surface);
        group.MapJobEvents(surface);
        return app;
    }

    /// <summary>Tells how far a job is</summary>
    /// <remarks>
    /// With `wait` the answer comes when the job has ended, or with `version` when it has changed since that version; after `wait` seconds at the
    /// latest.
    /// </remarks>
    public static async Task<Ok<JobDocument>> GetAsync(
        [FromRoute(Name = "job_id")] string jobId,
        double? wait,
        long? version,
        JobActions jobs,
        JobDocuments documents,
        CancellationToken cancellationToken) =>
        TypedResults.Ok(documents.Of(await jobs.WaitAsync(JobSurface.Rodla, jobId, wait, version, cancellationToken)));

    /// <summary>Cancels a job</summary>
    /// <remarks>
    /// At once for images that wait; an image that is worked on ends within one run of the model, and until then the status is 202. Results that
    /// are there stay. 409 when the job has ended.
    /// </remarks>
    public static Results<Ok<JobDocument>, Accepted<JobDocument>> Cancel(
        [FromRoute(Name = "job_id")] string jobId, JobActions jobs, JobDocuments documents)
    {
        JobSnapshot job = jobs.Cancel(JobSurface.Rodla, jobId);
        JobDocument document = documents.Of(job);
        return JobActions.IsWorkedOn(job) ? TypedResults.Accepted(document.Links.Self, document) : TypedResults.Ok(document);
    }

    /// <summary>Tries the failed images of a job again</summary>
    /// <remarks>The other images keep their results. 409 when the job goes on still, or no image of it failed.</remarks>
    public static async Task<Accepted<JobDocument>> RetryAsync(
        [FromRoute(Name = "job_id")] string jobId, JobActions jobs, JobDocuments documents, CancellationToken cancellationToken)
    {
        JobDocument document = documents.Of(await jobs.RetryAsync(JobSurface.Rodla, jobId, cancellationToken));
        return TypedResults.Accepted(document.Links.Self, document);
    }
}
