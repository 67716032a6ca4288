using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

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
    /// The answer is the job, cancelled; an image that is worked on is let go within one run of the model. Results that are there stay. 409 when the
    /// job has ended.
    /// </remarks>
    public static Ok<JobDocument> Cancel([FromRoute(Name = "job_id")] string jobId, JobActions jobs, JobDocuments documents) =>
        TypedResults.Ok(documents.Of(jobs.Cancel(JobSurface.Rodla, jobId)));

    /// <summary>Tries the failed images of a job again</summary>
    /// <remarks>The other images keep their results. 409 when the job goes on still, or no image of it failed.</remarks>
    public static async Task<Accepted<JobDocument>> RetryAsync(
        [FromRoute(Name = "job_id")] string jobId, JobActions jobs, JobDocuments documents, CancellationToken cancellationToken)
    {
        JobDocument document = documents.Of(await jobs.RetryAsync(JobSurface.Rodla, jobId, cancellationToken));
        return TypedResults.Accepted(document.Links.Self, document);
    }
}
