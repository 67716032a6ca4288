namespace RoDLA.Api.Inference.Files;

/// <summary>The pictures of one image, as <see cref="EmbeddedVisualization"/> writes them.</summary>
/// <param name="FileId">Id of the image.</param>
/// <param name="Filename">Name that the client gave it.</param>
/// <param name="Format">Always base64.</param>
/// <param name="OriginalImage">The image as it was sent, a data URL.</param>
/// <param name="AnnotatedImage">The image with its detections, a data URL of a JPEG.</param>
/// <param name="DetectionCount">Number of detections.</param>
public sealed record EmbeddedVisualizationDocument(
    string FileId, string Filename, string Format, string OriginalImage, string AnnotatedImage, int DetectionCount);
