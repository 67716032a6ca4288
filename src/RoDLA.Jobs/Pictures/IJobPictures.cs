using RoDLA.Analysis.Comparison;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Pictures;

/// <summary>Pictures of images, made once and kept: thumbnails, and images with their detections drawn on them.</summary>
public interface IJobPictures
{
    /// <summary>Why the detections of a job cannot be drawn, for users; null when they can.</summary>
    string? WhyNotDrawn(JobDefinition job);

    /// <summary>Draws the stored detections of an image on the page that they lie on, as the settings of the job say.</summary>
    /// <param name="job">The job; it has a result for the image.</param>
    /// <param name="index">Index of the image, from 0.</param>
    /// <param name="withBoxes">Whether the detections are drawn; otherwise it is the page alone.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Path of the JPEG; null when the image or its result is no longer on disk.</returns>
    /// <exception cref="ImageException">The image cannot be read.</exception>
    /// <exception cref="BusyException">There was no room in the pixel budget in time.</exception>
    Task<string?> AnnotatedAsync(JobSnapshot job, int index, bool withBoxes, CancellationToken cancellationToken);

    /// <summary>Draws the page of a result twice, side by side, with the first result and with the second, as a JPEG; it is not kept.</summary>
    /// <param name="job">The job of the first result.</param>
    /// <param name="index">Index of the image, from 0.</param>
    /// <param name="changes">What became of the detections of the first result in the second.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The file; null when the image or its result is no longer on disk.</returns>
    /// <inheritdoc cref="AnnotatedAsync" path="/exception"/>
    Task<byte[]?> SideBySideAsync(
        JobSnapshot job, int index, IReadOnlyList<DetectionChange> changes, CancellationToken cancellationToken);

    /// <summary>Makes the thumbnail of an image.</summary>
    /// <returns>Path of the JPEG; null when the image is no longer on disk.</returns>
    /// <inheritdoc cref="AnnotatedAsync" path="/exception"/>
    Task<string?> ThumbnailAsync(ImageFile file, CancellationToken cancellationToken);
}
