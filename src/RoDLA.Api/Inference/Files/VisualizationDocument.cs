namespace RoDLA.Api.Inference.Files;

/// <summary>The pictures of the images of a job.</summary>
/// <param name="JobId">Id of the job.</param>
/// <param name="Visualizations">The images with a result, in order.</param>
public sealed record VisualizationDocument(string JobId, IReadOnlyList<ImageVisualization> Visualizations);

/// <summary>Paths of the pictures of an image.</summary>
/// <param name="FileId">Its id.</param>
/// <param name="Filename">Name that the client gave it.</param>
/// <param name="OriginalUrl">As it was sent.</param>
/// <param name="AnnotatedUrl">With the detections of this job; null when they are not drawn.</param>
/// <param name="ThumbnailUrl">Small.</param>
/// <param name="DetectionCount">Number of detections.</param>
public sealed record ImageVisualization(
    string FileId, string Filename, string OriginalUrl, string? AnnotatedUrl, string ThumbnailUrl, int DetectionCount);
