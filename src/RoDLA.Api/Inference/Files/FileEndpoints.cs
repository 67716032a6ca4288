using Microsoft.Net.Http.Headers;
using RoDLA.Api.Batches.Status;
using RoDLA.Api.Docs;
using RoDLA.Api.Errors;
using RoDLA.Jobs.Pictures;

namespace RoDLA.Api.Inference.Files;

/// <summary>Images by file id: as they were sent, with detections drawn on them, and small.</summary>
internal static class FileEndpoints
{
    // What an id stands for does not change; only its owner's clients keep it.
    private const string Immutable = "private, max-age=604800, immutable";

    // The newest job of a file changes.
    private const string Revalidate = "private, no-cache";

    /// <summary>Maps <c>/api/v1/files/{file_id}</c>.</summary>
    public static void MapFiles(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder file = app.MapGroup($"{InferenceRoutes.Files}/{{file_id}}").WithTags(ApiSurface.Inference.Tag);
        file.MapGet("/original", GetOriginalAsync)
            .WithName("getOriginalFile")
            .WithMetadata(Describe("image/jpeg", "image/png", "image/tiff", "image/webp", "image/gif", "image/avif", "image/bmp"));
        file.MapGet("/annotated", GetAnnotatedAsync)
            .WithName("getAnnotatedFile")
            .WithMetadata(Describe("image/jpeg") with
            {
                Parameters = new Dictionary<string, string>
                {
                    ["file_id"] = "Id of the image.",
                    ["job_id"] = "Job of the detections; the newest finished one when it is not sent.",
                    ["boxes"] = "false leaves the detections out: the page that their boxes lie on, for a viewer that draws them itself.",
                },
                Problems =
                [
                    InferenceProblem.FileNotFound, InferenceProblem.JobNotFound, InferenceProblem.ResultsNotReady,
                    InferenceProblem.CorruptedFile, ProblemKind.Busy,
                ],
            });
        file.MapGet("/thumbnail", GetThumbnailAsync).WithName("getThumbnail").WithMetadata(Describe("image/jpeg"));
    }

    /// <summary>Returns an image as it was sent</summary>
    /// <remarks>Ranges and conditional requests are answered.</remarks>
    public static async Task<PhysicalFileHttpResult> GetOriginalAsync(
        [FromRoute(Name = "file_id")] string fileId,
        HttpResponse response,
        ImageAccess files,
        CancellationToken cancellationToken)
    {
        ImageFile file = files.Find(fileId);
        string type = await files.MediaTypeAsync(file, cancellationToken);
        return Send(response, file.Path, type, Immutable);
    }

    /// <summary>Returns an image with its detections drawn on it</summary>
    /// <remarks>The detections of the newest finished job of the image, drawn once and kept, as the settings of the job say.</remarks>
    public static async Task<PhysicalFileHttpResult> GetAnnotatedAsync(
        [FromRoute(Name = "file_id")] string fileId,
        [FromQuery(Name = "job_id")] string? jobId,
        bool? boxes,
        HttpResponse response,
        ImageAccess files,
        CancellationToken cancellationToken)
    {
        bool withBoxes = boxes ?? true;
        (JobSnapshot job, int index) = files.ResultOf(fileId, jobId, withBoxes);
        return Send(response, await files.AnnotatedAsync(job, index, withBoxes, cancellationToken), "image/jpeg", Revalidate);
    }

    /// <summary>Returns a small version of an image</summary>
    /// <remarks>Made on the first request, and kept.</remarks>
    public static async Task<PhysicalFileHttpResult> GetThumbnailAsync(
        [FromRoute(Name = "file_id")] string fileId,
        HttpResponse response,
        ImageAccess files,
        CancellationToken cancellationToken) =>
        Send(response, await files.ThumbnailAsync(files.Find(fileId), cancellationToken), "image/jpeg", Immutable);

    private static OperationDescription Describe(params string[] types) => new()
    {
        Parameters = new Dictionary<string, string> { ["file_id"] = "Id of the image." },
        Files = types,
        Problems = [InferenceProblem.FileNotFound, InferenceProblem.CorruptedFile, ProblemKind.Busy],
    };

    private static PhysicalFileHttpResult Send(HttpResponse response, string path, string type, string cacheControl)
    {
        FileInfo file = new(path);
        if (!file.Exists)
        {
            throw ImageAccess.Gone();
        }

        response.Headers.CacheControl = cacheControl;
        string tag = string.Create(CultureInfo.InvariantCulture, $"\"{file.LastWriteTimeUtc.Ticks:x}-{file.Length:x}\"");
        return TypedResults.PhysicalFile(
            path, type, lastModified: file.LastWriteTimeUtc, entityTag: new EntityTagHeaderValue(tag), enableRangeProcessing: true);
    }
}
