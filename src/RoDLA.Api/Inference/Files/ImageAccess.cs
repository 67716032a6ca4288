using RoDLA.Api.Errors;
using RoDLA.Api.Inference.Results;
using RoDLA.Jobs.Pictures;

namespace RoDLA.Api.Inference.Files;

/// <summary>Finds and makes the pictures of images, and says why there are none.</summary>
internal sealed class ImageAccess(IImageCatalog images, IJobPictures pictures, ResultAccess results, IPageReader reader, IJobHealth health)
{
    /// <summary>The file of an image.</summary>
    /// <exception cref="ApiException">There is none.</exception>
    public ImageFile Find(string fileId) => images.Find(fileId) ?? throw Missing(fileId);

    /// <summary>The problem of an image that is no longer there.</summary>
    public static ApiException Gone() =>
        new(InferenceProblem.FileNotFound, "The image is no longer on the disk: it was removed, or its retention is over.");

    /// <summary>The job whose detections an image is shown with, and the index of the image in it.</summary>
    /// <param name="fileId">The image.</param>
    /// <param name="jobId">The job; null for the newest finished one.</param>
    /// <param name="withBoxes">Whether its detections are to be drawn.</param>
    /// <exception cref="ApiException">There is no such image, job or result.</exception>
    public (JobSnapshot Job, int Index) ResultOf(string fileId, string? jobId, bool withBoxes)
    {
        if (jobId is not null)
        {
            JobSnapshot job = results.Find(jobId);
            int index = results.Select(job, fileId)[0];
            return withBoxes && pictures.WhyNotDrawn(job.Definition) is { } reason ? throw ResultAccess.NotReady(reason) : (job, index);
        }

        _ = Find(fileId);
        return images.NewestResult(fileId) ?? throw ResultAccess.NotReady("No finished job has detections to draw on this image.");
    }

    /// <summary>Path of the image with its detections, or without them, a JPEG.</summary>
    /// <exception cref="ApiException">The image is no longer on the disk.</exception>
    public async Task<string> AnnotatedAsync(JobSnapshot job, int index, bool withBoxes, CancellationToken cancellationToken) =>
        await pictures.AnnotatedAsync(job, index, withBoxes, cancellationToken) ?? throw Gone();

    /// <summary>Path of the small image, a JPEG.</summary>
    /// <exception cref="ApiException">The image is no longer on the disk.</exception>
    public async Task<string> ThumbnailAsync(ImageFile file, CancellationToken cancellationToken) =>
        await pictures.ThumbnailAsync(file, cancellationToken) ?? throw Gone();

    /// <summary>Media type of the file, by its content.</summary>
    public async Task<string> MediaTypeAsync(ImageFile file, CancellationToken cancellationToken)
    {
        try
        {
            ImageFormat format = (await reader.OpenAsync(DocumentSource.FromFile(file.Path), cancellationToken)).Info.Format;
            return format == ImageFormat.Pdf ? "application/pdf" : $"image/{ReportJson.Word(format)}";
        }
        catch (ImageException)
        {
            return "application/octet-stream";
        }
    }

    private ApiException Missing(string fileId) => health.IsStarting
        ? new ApiException(ProblemKind.NotReady, "The service is starting and still loads its jobs; try again.")
        {
            RetryAfter = TimeSpan.FromSeconds(2),
        }
        : new ApiException(InferenceProblem.FileNotFound, $"There is no image {fileId}.");
}
