using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Pictures;

/// <summary>Pictures of images, made once and kept: thumbnails, and images with their detections drawn on them.</summary>
public interface IJobPictures
{
    /// <summary>Why the detections of an image cannot be drawn, for users; null when they can.</summary>
    string? WhyNotDrawn(JobSnapshot job, int index);

    /// <summary>Draws the stored detections of an image on it, as the settings of the job say.</summary>
    /// <param name="job">The job; it has a result for the image.</param>
    /// <param name="index">Index of the image, from 0.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Path of the JPEG; null when the image or its result is no longer on disk.</returns>
    /// <exception cref="ImageException">The image cannot be read.</exception>
    /// <exception cref="BusyException">There was no room in the pixel budget in time.</exception>
    Task<string?> AnnotatedAsync(JobSnapshot job, int index, CancellationToken cancellationToken);

    /// <summary>Makes the thumbnail of an image.</summary>
    /// <returns>Path of the JPEG; null when the image is no longer on disk.</returns>
    /// <inheritdoc cref="AnnotatedAsync" path="/exception"/>
    Task<string?> ThumbnailAsync(ImageFile file, CancellationToken cancellationToken);
}
