using System.Net.Mime;
using RoDLA.Api.Batches.Results;
using RoDLA.Api.Docs;
using RoDLA.Api.Errors;
using RoDLA.Jobs.Exports;
using RoDLA.Jobs.Results;
using static RoDLA.Api.Batches.Status.JobDescriptions;

namespace RoDLA.Api.Inference.Results;

/// <summary>Results of jobs on the inference API.</summary>
internal static class InferenceResultEndpoints
{
    private const string Json = "json";
    private const string Yolo = "yolo";

    /// <summary>Maps the endpoints below <paramref name="job"/>, the route of one job.</summary>
    public static void MapInferenceResults(this RouteGroupBuilder job)
    {
        job.MapGet("/results", Get)
            .WithName("job-results")
            .WithMetadata(OfJob(
                [ProblemKind.Validation, InferenceProblem.ResultsNotReady, InferenceProblem.FileNotFound],
                ("format", "json, yolo, or a format of an export; json when it is not sent."),
                ("file_id", "The result of this image only; for json and yolo."),
                ("stream", "true sends a JSON line for each image as it ends, while the job runs."),
                ("rows", "What a row of an exported table stands for: detections or images.")) with
            {
                Answers = [typeof(Envelope<ResultDocument>)],
                Files = [LinesResult.ContentType],
            })
            .DisableRequestTimeout();
        job.MapGet("/results/{file_id}/labels.txt", GetLabelsAsync)
            .WithName("job-labels")
            .WithMetadata(OfJob([InferenceProblem.ResultsNotReady, InferenceProblem.FileNotFound]) with
            {
                Files = [MediaTypeNames.Text.Plain],
            });
    }

    /// <summary>Returns the detections of a job</summary>
    /// <remarks>
    /// A finished job; with `stream=true` a running one too. An image that failed has no result: `failed_images` of the status names it.
    /// Formats other than `json` and `yolo` are files.
    /// </remarks>
    public static IResult Get(
        [FromRoute(Name = "job_id")] string jobId,
        [AsParameters] ResultQuery query,
        ResultAccess access,
        JobImages images,
        ExporterCatalog exporters)
    {
        string format = query.Format?.ToLowerInvariant() ?? Json;
        bool isOwn = format is Json or Yolo;
        if (query.Stream == true)
        {
            JobSnapshot running = access.Find(jobId);
            return format == Json
                ? new LinesResult(images, jobId, query.FileId is { } file ? access.IndexOf(running, file) : null)
                : throw ApiException.Invalid(new FieldError("stream", "Works with format=json only"));
        }

        if (!isOwn && query.FileId is not null)
        {
            throw ApiException.Invalid(new FieldError("file_id", "Works with format=json and format=yolo only"));
        }

        if (!isOwn && exporters.Find(format) is null)
        {
            string names = string.Join(", ", exporters.Names.Union([Json, Yolo]).Order(StringComparer.Ordinal));
            throw ApiException.Invalid(new FieldError("format", $"Must be one of {names}"));
        }

        JobSnapshot job = access.FindFinished(jobId);
        IReadOnlyList<int> indexes = access.Select(job, query.FileId);
        return isOwn
            ? new ListResult(
                [("job_id", jobId), ("format", format)], format == Json ? "results" : "files", Entries(job, indexes, format, images))
            : ExportResult.Create(job, format, query.Rows, exporters);
    }

    /// <summary>Returns the detections of an image as YOLO labels</summary>
    public static async Task<ContentHttpResult> GetLabelsAsync(
        [FromRoute(Name = "job_id")] string jobId,
        [FromRoute(Name = "file_id")] string fileId,
        ResultAccess access,
        ResultReader reader,
        CancellationToken cancellationToken)
    {
        JobSnapshot job = access.FindFinished(jobId);
        int index = access.Select(job, fileId)[0];
        StoredReport report = await reader.ReadAsync(job, index, cancellationToken)
            ?? throw ResultAccess.NotReady("The result of the image cannot be read.");
        return TypedResults.Text(YoloFile.Labels(report), MediaTypeNames.Text.Plain, Encoding.UTF8);
    }

    private static Func<CancellationToken, IAsyncEnumerable<object>> Entries(
        JobSnapshot job, IReadOnlyList<int> indexes, string format, JobImages images) => cancellationToken =>
        images.ReadAsync(job, indexes, cancellationToken).Select(object (read) =>
            format == Json ? ImageResult.Of(job, read.Index, read.Report) : YoloFile.Of(job, read.Index, read.Report));
}
