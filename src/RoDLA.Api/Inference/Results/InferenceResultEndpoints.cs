using System.Net.Mime;
using RoDLA.Api.Errors;
using RoDLA.Api.Exports;
using RoDLA.Api.Inference.Answers;
using RoDLA.Jobs.Exports;
using RoDLA.Jobs.Results;
using static RoDLA.Api.Batches.Status.JobDescriptions;

namespace RoDLA.Api.Inference.Results;

/// <summary>Results of jobs on the inference API.</summary>
internal static class InferenceResultEndpoints
{
    private const string Json = "json";
    private const string Yolo = "yolo";
    private const string Coco = "coco";

    /// <summary>Maps the endpoints below <paramref name="job"/>, the route of one job.</summary>
    public static void MapInferenceResults(this RouteGroupBuilder job)
    {
        job.MapGet("/results", Get)
            .WithName("getJobResults")
            .WithMetadata(OfJob(
                [ProblemKind.Validation, InferenceProblem.ResultsNotReady, InferenceProblem.FileNotFound],
                [
                    .. ExportForm.Parameters,
                    ("format", "json, yolo and coco in the answer, or the format of an export; json when it is not sent."),
                    ("file_id", "The result of this image only."),
                    ("stream", "true sends a JSON line for each image as it ends, while the job runs."),
                ]) with
            {
                Answers = [typeof(Envelope<ResultDocument>)],
                Files = ExportResult.ContentTypes,
            })
            .DisableRequestTimeout();
        job.MapGet("/results/{file_id}/labels.txt", GetLabelsAsync)
            .WithName("getJobLabels")
            .WithMetadata(OfJob([InferenceProblem.ResultsNotReady, InferenceProblem.FileNotFound]) with
            {
                Files = [MediaTypeNames.Text.Plain],
            });
    }

    /// <summary>Returns the detections of a job</summary>
    /// <remarks>
    /// A finished job; with `stream=true` a running one too. An image that failed has no result: `failed_images` of the status names it.
    /// Formats other than `json`, `yolo` and `coco` are files, see docs/exports.md.
    /// </remarks>
    public static IResult Get(
        [FromRoute(Name = "job_id")] string jobId,
        [AsParameters] ResultQuery query,
        ResultAccess access,
        JobImages images,
        JobExports exports,
        ExportForm form)
    {
        string format = query.Format?.ToLowerInvariant() ?? Json;
        if (query.Stream == true)
        {
            JobSnapshot running = access.Find(jobId);
            return format == Json
                ? new LinesResult(images, jobId, query.FileId is { } file ? access.IndexOf(running, file) : null)
                : throw ApiException.Invalid(new FieldError("stream", "Works with format=json only"));
        }

        ExportRequest export = form.Read(format, query.Rows, query.Confidence);
        JobSnapshot job = access.FindFinished(jobId);
        IReadOnlyList<int> indexes = access.Select(job, query.FileId);
        ExportSource Source() => query.FileId is null ? exports.Of(job) : exports.Of(job, indexes);
        return format switch
        {
            Json => new ListResult(Head(jobId, format), "results", Entries(job, indexes, images, ImageResult.Of)),
            Yolo => new ListResult(Head(jobId, format), "files", Entries(job, indexes, images, YoloFile.Of)),
            Coco => new CocoResult(jobId, export, Source()),
            _ => new ExportResult(export, Source()),
        };
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
        (StoredReport report, _) = await reader.ReadAsync(job, index, cancellationToken)
            ?? throw ResultAccess.NotReady("The result of the image cannot be read.");
        return TypedResults.Text(YoloFile.Labels(report), MediaTypeNames.Text.Plain, Encoding.UTF8);
    }

    private static (string Name, string Value)[] Head(string jobId, string format) => [("job_id", jobId), ("format", format)];

    private static Func<CancellationToken, IAsyncEnumerable<object>> Entries(
        JobSnapshot job, IReadOnlyList<int> indexes, JobImages images, Func<JobSnapshot, int, StoredReport, object> entry) =>
        cancellationToken => images.ReadAsync(job, indexes, cancellationToken).Select(read => entry(job, read.Index, read.Report));
}
