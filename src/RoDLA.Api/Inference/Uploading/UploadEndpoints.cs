using RoDLA.Api.Batches.Status;
using RoDLA.Api.Docs;
using RoDLA.Api.Errors;
using RoDLA.Api.Forms;
using RoDLA.Api.Inference.Answers;
using RoDLA.Jobs.Uploads;

namespace RoDLA.Api.Inference.Uploading;

/// <summary>Uploads: images that are sent once, for any number of jobs.</summary>
internal static class UploadEndpoints
{
    private static readonly Dictionary<string, string> UploadId = new() { ["upload_id"] = "Id of the upload." };

    /// <summary>Maps <c>/api/v1/inference/upload</c>.</summary>
    public static void MapUploads(this IEndpointRouteBuilder app)
    {
        InferenceOptions options = app.ServiceProvider.GetRequiredService<IOptions<InferenceOptions>>().Value;
        FileField files = new(
            UploadSink.FieldName,
            $"Images: JPEG, PNG, TIFF, WebP, GIF, AVIF or BMP, recognized by content. 1 to {options.MaxFiles} files of "
                + $"{options.MaxFileMegabytes} MiB, {options.MinSidePixels} to {options.MaxSidePixels} pixels a side.")
        {
            IsMany = true,
            IsRequired = true,
        };
        app.MapPost(InferenceRoutes.Uploads, PostAsync)
            .WithName("uploadFiles")
            .WithTags(ApiSurface.Inference.Tag)
            .WithForm([files])
            .WithMetadata(new OperationDescription
            {
                Parameters = new Dictionary<string, string>
                {
                    ["upload_id"] = "Upload to add the files to; a new one when it is not sent.",
                },
                Problems =
                [
                    InferenceProblem.InvalidFormat, InferenceProblem.FileTooLarge, InferenceProblem.InvalidDimensions,
                    InferenceProblem.TooManyFiles, InferenceProblem.CorruptedFile, InferenceProblem.UploadNotFound,
                    ProblemKind.OriginRefused, ProblemKind.UnknownEncoding, InferenceProblem.StorageError, ProblemKind.Stopping,
                    ProblemKind.TimedOut,
                ],
            })
            .WithRequestTimeout(ErrorExtensions.TransferPolicy);
        app.MapGet($"{InferenceRoutes.Uploads}/{{upload_id}}", Get)
            .WithName("getUpload")
            .WithTags(ApiSurface.Inference.Tag)
            .WithMetadata(new OperationDescription { Parameters = UploadId, Problems = [InferenceProblem.UploadNotFound] });
        app.MapDelete($"{InferenceRoutes.Uploads}/{{upload_id}}", DeleteAsync)
            .WithName("deleteUpload")
            .WithTags(ApiSurface.Inference.Tag)
            .WithMetadata(new OperationDescription { Parameters = UploadId, Problems = [InferenceProblem.UploadNotFound] });
    }

    /// <summary>Uploads images</summary>
    /// <remarks>
    /// Stores 1 to 100 images for jobs, all or none: one refused file refuses the request, and the answer tells of all of them. What is
    /// answered 200 is on the disk. With `upload_id` the files are added to an upload; a file that it has already, with the same name and
    /// the same content, is not stored again, so a request whose answer was lost may be repeated.
    /// </remarks>
    public static async Task<Ok<Envelope<UploadDocument>>> PostAsync(
        HttpRequest request,
        [FromQuery(Name = "upload_id")] string? uploadId,
        UploadIntake intake,
        IOptions<InferenceOptions> options,
        CancellationToken cancellationToken)
    {
        (ImageUpload upload, IReadOnlyList<UploadedImage> files) = await intake.StoreAsync(request, uploadId, cancellationToken);
        string message = files.Count == 1 ? "1 image uploaded successfully" : $"{files.Count} images uploaded successfully";
        return TypedResults.Ok(Envelope.Of(UploadDocument.From(upload, files, options.Value), message));
    }

    /// <summary>Returns an upload with all its files</summary>
    public static Ok<Envelope<UploadDocument>> Get(
        [FromRoute(Name = "upload_id")] string uploadId, IUploadStore uploads, IOptions<InferenceOptions> options)
    {
        ImageUpload upload = uploads.Find(uploadId) ?? throw UploadIntake.Missing(uploadId);
        return TypedResults.Ok(Envelope.Of(UploadDocument.From(upload, upload.Files, options.Value)));
    }

    /// <summary>Removes an upload with its files</summary>
    /// <remarks>Jobs keep the files that they use.</remarks>
    public static async Task<Ok<Envelope<RemovedUpload>>> DeleteAsync(
        [FromRoute(Name = "upload_id")] string uploadId, IUploadStore uploads, CancellationToken cancellationToken) =>
        await uploads.RemoveAsync(uploadId, cancellationToken)
            ? TypedResults.Ok(Envelope.Of(new RemovedUpload(uploadId), "Upload removed"))
            : throw UploadIntake.Missing(uploadId);
}
