using RoDLA.Api.Errors;
using RoDLA.Api.Forms;
using static RoDLA.Api.Batches.Status.JobDescriptions;

namespace RoDLA.Api.Batches.Status;

/// <summary>Status, cancellation and retry of a job on one surface.</summary>
/// <typeparam name="TStatus">The status document of the surface.</typeparam>
/// <param name="surface">The surface.</param>
/// <param name="describe">Makes the status document of a job.</param>
internal sealed class StatusEndpoints<TStatus>(ApiSurface surface, Func<JobView, TStatus> describe)
{
    /// <summary>Maps the endpoints below <paramref name="job"/>, the route of one job.</summary>
    public void Map(RouteGroupBuilder job)
    {
        MapStatus(job, "", $"get{surface.Noun}");
        job.MapDelete("", Cancel).WithName($"cancel{surface.Noun}").WithMetadata(OfJob([ProblemKind.WrongState]));
        job.MapPost("/retry", RetryAsync)
            .WithName($"retry{surface.Noun}")
            .WithMetadata(OfJob(
                [ProblemKind.BadRequest, ProblemKind.Validation, ProblemKind.WrongState, .. JobDescriptions.Refusals]))
            .WithJson([RetryImagesField.Instance]);
    }

    /// <summary>Maps the status of a job at a route below that of the job.</summary>
    public void MapStatus(RouteGroupBuilder job, string route, string name) =>
        job.MapGet(route, GetAsync)
            .WithName(name)
            .WithMetadata(OfJob(
                [ProblemKind.Validation],
                ("wait", "Longest wait in seconds, 0 to 60."),
                ("version", "Version of the job that the client has.")))
            .DisableRequestTimeout();

    /// <summary>Returns the status of a job</summary>
    /// <remarks>
    /// With `wait` the answer is sent when the job has ended, or with `version` when it has changed since that version, after at most
    /// `wait` seconds.
    /// </remarks>
    public async Task<Ok<TStatus>> GetAsync(
        [FromRoute(Name = "job_id")] string jobId, double? wait, long? version, JobAccess jobs, CancellationToken cancellationToken) =>
        TypedResults.Ok(describe(await jobs.WaitAsync(surface, jobId, wait, version, cancellationToken)));

    /// <summary>Cancels a job</summary>
    /// <remarks>
    /// The answer is the cancelled job; an image in work is abandoned within one run of the model. Existing results stay. 409 when the job
    /// has ended.
    /// </remarks>
    public Ok<TStatus> Cancel([FromRoute(Name = "job_id")] string jobId, JobAccess jobs) =>
        TypedResults.Ok(describe(jobs.Cancel(surface, jobId)));

    /// <summary>Retries the failed images of a job</summary>
    /// <remarks>
    /// Retries all failed images, or with `{"images": [3, 7]}` those. The other images keep their results. 409 when the job has not ended,
    /// no image failed, or one of those did not.
    /// </remarks>
    public async Task<Accepted<TStatus>> RetryAsync(
        [FromRoute(Name = "job_id")] string jobId, HttpRequest request, JobAccess jobs, CancellationToken cancellationToken)
    {
        IReadOnlySet<int>? images = await RetryImagesField.Instance.ReadAsync(request, cancellationToken);
        return TypedResults.Accepted(surface.Path(jobId), describe(await jobs.RetryAsync(surface, jobId, images, cancellationToken)));
    }
}
