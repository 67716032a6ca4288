using RoDLA.Jobs.Uploads;

namespace RoDLA.Api.Inference.Uploading;

/// <summary>An upload.</summary>
/// <param name="UploadId">Its id.</param>
/// <param name="UploadedFiles">Files: those of the request, in its order, or all of the upload.</param>
/// <param name="TotalFiles">Number of files in the upload.</param>
/// <param name="CreatedAt">When its first files were stored, UTC.</param>
/// <param name="ExpiresAt">When it is removed, UTC; more files postpone it.</param>
public sealed record UploadDocument(
    string UploadId, IReadOnlyList<UploadedFileDocument> UploadedFiles, int TotalFiles, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt)
{
    internal static UploadDocument From(ImageUpload upload, IReadOnlyList<UploadedImage> shown, InferenceOptions options) => new(
        upload.UploadId,
        [.. shown.Select(UploadedFileDocument.From)],
        upload.Files.Count,
        upload.CreatedAt,
        upload.UpdatedAt + options.UploadRetention);
}

/// <summary>A file of an upload.</summary>
/// <param name="Filename">Name that the client gave it.</param>
/// <param name="FileId">Its id.</param>
/// <param name="SizeBytes">Length of the file.</param>
/// <param name="Format">Format, by its content: <c>JPEG</c>.</param>
/// <param name="Dimensions">Width and height in pixels, upright.</param>
public sealed record UploadedFileDocument(string Filename, string FileId, long SizeBytes, string Format, IReadOnlyList<int> Dimensions)
{
    internal static UploadedFileDocument From(UploadedImage image) =>
        new(image.Name, image.FileId, image.Bytes, image.Format.ToString().ToUpperInvariant(), [image.Width, image.Height]);
}
