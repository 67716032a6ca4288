using RoDLA.Api.Batches.Status;
using RoDLA.Api.Errors;

namespace RoDLA.Api.Inference.Status;

/// <summary>Paths of the inference API.</summary>
internal static class InferenceLinks
{
    public static string Status(string jobId) => $"{ApiSurface.Inference.Path(jobId)}/status";

    public static string Results(string jobId) => $"{ApiSurface.Inference.Path(jobId)}/results";

    public static string Labels(string jobId, string fileId) => $"{Results(jobId)}/{fileId}/labels.txt";

    public static string Visualization(string jobId) => $"{ApiSurface.Inference.Path(jobId)}/visualization";

    public static string Original(string fileId) => $"{InferenceRoutes.Files}/{fileId}/original";

    public static string Thumbnail(string fileId) => $"{InferenceRoutes.Files}/{fileId}/thumbnail";

    /// <summary>The image with the detections of a job; without one, those of its newest job.</summary>
    public static string Annotated(string fileId, string? jobId = null) =>
        $"{InferenceRoutes.Files}/{fileId}/annotated" + (jobId is null ? "" : $"?job_id={jobId}");
}
