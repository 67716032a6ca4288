using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using RoDLA.Analysis.Pipeline;
using RoDLA.Api.Errors;
using RoDLA.Api.Uploads;
using RoDLA.Cli.Configuration;
using RoDLA.Jobs.Definition;
using RoDLA.Jobs.Engine;
using RoDLA.Jobs.Retention;

namespace RoDLA.Api.Batches;

/// <summary>Jobs on the surface of the Batch API: made from addresses and base64, in JSON.</summary>
internal static class BatchEndpoints
{
    /// <summary>Maps <c>/api/v1/batch</c> and what lies below it.</summary>
    public static IEndpointRouteBuilder MapBatch(this IEndpointRouteBuilder app)
    {
        JobSurface surface = JobSurface.Batch;
        RouteGroupBuilder group = app.MapGroup(surface.BasePath).WithTags("Batch API").WithMetadata(surface);
        group.MapPost("", CreateAsync)
            .WithName("batch-create").WithMetadata(BatchDescriptions.Create).WithRequestTimeout(ErrorExtensions.TransferPolicy);
        group.MapGet("", List).WithName("batch-list").WithMetadata(BatchDescriptions.List);

        RouteGroupBuilder job = group.MapGroup("/{job_id}");
        job.MapGet("", GetAsync).WithName("batch").WithMetadata(BatchDescriptions.Status).DisableRequestTimeout();
        job.MapDelete("", Cancel).WithName("batch-cancel").WithMetadata(BatchDescriptions.Change);
        job.MapPost("/retry", RetryAsync).WithName("batch-retry").WithMetadata(BatchDescriptions.Retry);
        job.MapJobResults(surface);
        job.MapJobEvents(surface);
        return app;
    }

    /// <summary>Begins a job of images by address or in base64</summary>
    /// <remarks>
    /// Takes 1 to 100 images, each with a `url` or a `base64`, which may be a `data:` address. The answer comes as soon as all that was sent is on
    /// disk; images by address are fetched when their turn comes, from public hosts alone. An image that cannot be fetched or read fails alone.
    /// </remarks>
    public static async Task<Created<BatchCreated>> CreateAsync(
        HttpContext context,
        IJobEngine engine,
        IDiskGuard disk,
        BatchIntake intake,
        BatchSettings settings,
        IOptions<BatchOptions> options,
        CancellationToken cancellationToken)
    {
        if (!context.Request.HasJsonContentType())
        {
            throw new ApiException(ProblemKind.NotJson, "Send JSON, with the header Content-Type: application/json.");
        }

        disk.ThrowIfFull(Math.Min(context.Request.ContentLength ?? 0, options.Value.MaxTotalBytes));
        using JobDraft draft = engine.CreateDraft();
        BatchRequest body = new(draft, options.Value);
        await body.ReadAsync(context.Request, cancellationToken);

        FormFields fields = new(body.Form);
        JobRequest request = settings.Read(fields);
        PageSelection pages = fields.Pages("pages", "page");
        if (body.Images.Count == 0)
        {
            fields.Tell(BatchRequest.ImagesField, "No images provided");
        }

        await intake.AddImagesAsync(draft, body.Images, pages, fields, cancellationToken);
        if (fields.Count == 0)
        {
            BatchPerturbations.CheckCount(fields, request.Settings.Perturbations, draft.Items.Count);
        }

        fields.ThrowIfAny();

        JobSnapshot job = await engine.SubmitAsync(draft, request, cancellationToken);
        string self = JobSurface.Batch.Path(job.Definition.JobId);
        return TypedResults.Created(self, new BatchCreated(
            job.Definition.JobId,
            BatchState.Pending,
            job.Definition.CreatedAt,
            $"Batch job created with {Counted.Images(job.Items.Count)}",
            job.Items.Count,
            Counted.Seconds(job.Progress.SecondsLeft),
            JobLinks.Of(self)));
    }

    /// <summary>Lists the jobs, newest first</summary>
    public static Ok<BatchList> List(
        int? page, [FromQuery(Name = "page_size")] int? pageSize, string? status, IJobEngine engine, JobDocuments documents)
    {
        Paging paging = Paging.Read(page, pageSize);
        IReadOnlySet<BatchState>? states = StateFilter.Read<BatchState>(status);
        IReadOnlyList<JobSnapshot> jobs = engine.List();
        if (states is not null)
        {
            jobs = [.. jobs.Where(job => states.Contains(BatchStates.Of(job.State)))];
        }

        return TypedResults.Ok(new BatchList(
            [.. engine.WithOutlook(paging.Of(jobs)).Select(documents.OfBatch)], jobs.Count, paging.Page, paging.Size));
    }

    /// <summary>Tells how far a job is</summary>
    /// <remarks>
    /// With `wait` the answer comes when the job has ended, or with `version` when it has changed since that version; after `wait` seconds at the
    /// latest. A job of which only a part succeeded is `completed`, with `failed` above zero.
    /// </remarks>
    public static async Task<Ok<BatchStatus>> GetAsync(
        [FromRoute(Name = "job_id")] string jobId,
        double? wait,
        long? version,
        JobActions jobs,
        JobDocuments documents,
        CancellationToken cancellationToken) =>
        TypedResults.Ok(documents.OfBatch(await jobs.WaitAsync(JobSurface.Batch, jobId, wait, version, cancellationToken)));

    /// <summary>Cancels a job</summary>
    /// <remarks>
    /// The answer is the job, cancelled; an image that is worked on is let go within one run of the model. Results that are there stay. 409 when the
    /// job has ended.
    /// </remarks>
    public static Ok<BatchStatus> Cancel([FromRoute(Name = "job_id")] string jobId, JobActions jobs, JobDocuments documents) =>
        TypedResults.Ok(documents.OfBatch(jobs.Cancel(JobSurface.Batch, jobId)));

    /// <summary>Tries the failed images of a job again</summary>
    /// <remarks>The other images keep their results. 409 when the job goes on still, or no image of it failed.</remarks>
    public static async Task<Accepted<BatchStatus>> RetryAsync(
        [FromRoute(Name = "job_id")] string jobId, JobActions jobs, JobDocuments documents, CancellationToken cancellationToken)
    {
        BatchStatus status = documents.OfBatch(await jobs.RetryAsync(JobSurface.Batch, jobId, cancellationToken));
        return TypedResults.Accepted(status.Links.Self, status);
    }
}
