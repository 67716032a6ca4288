using RoDLA.Api.Batches.Status;
using RoDLA.Api.Docs;
using RoDLA.Api.Errors;
using RoDLA.Api.Forms;

namespace RoDLA.Api.Batches.Submit;

/// <summary>Submission of jobs: as a form with files, and as JSON with URLs and base64.</summary>
internal static class SubmitEndpoints
{
    /// <summary>Maps <c>POST /api/detect-batch</c>.</summary>
    public static void MapDetectBatch(this IEndpointRouteBuilder app) =>
        app.MapPost("/api/detect-batch", SubmitFormAsync)
            .WithName("detectBatch")
            .WithTags(ApiSurface.Rodla.Tag)
            .WithForm(app.ServiceProvider.GetRequiredService<BatchSettings>().Form)
            .WithMetadata(Refuses(ProblemKind.MalformedForm, ProblemKind.NotAForm, ProblemKind.ArchiveRefused))
            .WithRequestTimeout(ErrorExtensions.TransferPolicy);

    /// <summary>Maps <c>POST /api/v1/batch</c>.</summary>
    public static void MapBatchCreate(this IEndpointRouteBuilder app) =>
        app.MapPost(ApiSurface.Batch.BasePath, SubmitJsonAsync)
            .WithName("createBatch")
            .WithTags(ApiSurface.Batch.Tag)
            .WithJson(app.ServiceProvider.GetRequiredService<BatchSettings>().Json)
            .WithMetadata(Refuses(ProblemKind.BadRequest, ProblemKind.NotJson))
            .WithRequestTimeout(ErrorExtensions.TransferPolicy);

    /// <summary>Starts the detection on many pages</summary>
    /// <remarks>
    /// Takes 1 to 300 files, including ZIP archives, and responds as soon as all are on disk; the job runs in the background and survives a
    /// restart. A file that is not an image refuses the whole request; a damaged image fails alone. `status_endpoint` gives the progress;
    /// `links.events` or `links.websocket` send it.
    /// </remarks>
    public static async Task<Accepted<BatchAccepted>> SubmitFormAsync(
        HttpRequest request, JobSubmission submission, CancellationToken cancellationToken)
    {
        (JobSnapshot job, int ignored, IReadOnlyList<string> notes) = await submission.SubmitFormAsync(request, cancellationToken);
        string self = ApiSurface.Rodla.Path(job.Definition.JobId);
        return TypedResults.Accepted(self, new BatchAccepted(
            job.Definition.JobId,
            "queued",
            $"Batch processing started for {Images(job)}",
            job.Items.Count,
            self,
            Estimate(job),
            ignored,
            notes,
            JobLinks.Of(self)));
    }

    /// <summary>Starts a job of images by URL or in base64</summary>
    /// <remarks>
    /// Takes 1 to 100 images, each with a `url` or a `base64`, which may be a `data:` URL. The answer is sent when the request is on disk;
    /// images by URL are fetched later, from public hosts only. An image that cannot be fetched or read fails alone.
    /// </remarks>
    public static async Task<Created<BatchCreated>> SubmitJsonAsync(
        HttpRequest request, JobSubmission submission, CancellationToken cancellationToken)
    {
        (JobSnapshot job, IReadOnlyList<string> notes) = await submission.SubmitJsonAsync(request, cancellationToken);
        string self = ApiSurface.Batch.Path(job.Definition.JobId);
        return TypedResults.Created(self, new BatchCreated(
            job.Definition.JobId,
            BatchState.Pending,
            job.Definition.CreatedAt,
            $"Batch job created with {Images(job)}",
            job.Items.Count,
            Estimate(job),
            notes,
            JobLinks.Of(self)));
    }

    private static OperationDescription Refuses(params IReadOnlyList<ProblemKind> problems) => new()
    {
        Problems =
        [
            .. problems, ProblemKind.Validation, ProblemKind.OriginRefused, ProblemKind.TooLarge, ProblemKind.UnknownEncoding,
            ProblemKind.RulesUnavailable, .. JobDescriptions.Refusals, ProblemKind.TimedOut,
        ],
    };

    private static string Images(JobSnapshot job) => job.Items.Count == 1 ? "1 image" : $"{job.Items.Count} images";

    // Whole seconds, at least one.
    private static int? Estimate(JobSnapshot job) =>
        job.Progress.SecondsLeft is { } seconds ? (int)Math.Clamp(Math.Ceiling(seconds), 1, int.MaxValue) : null;
}
