using RoDLA.Api.Errors;

namespace RoDLA.Api.Batches.Status;

/// <summary>One of the APIs through which the same jobs are seen.</summary>
/// <param name="Noun">What the names of its operations call a job.</param>
/// <param name="BasePath">Path of its jobs.</param>
/// <param name="Tag">Group of its endpoints in the OpenAPI document.</param>
/// <param name="MissingText">Message about an unknown job; <c>{0}</c> is its id.</param>
internal sealed record ApiSurface(string Noun, string BasePath, string Tag, string MissingText)
{
    public static readonly ApiSurface Rodla = new("BatchJob", "/api/batch-job", "Batch", "Job {0} not found");

    public static readonly ApiSurface Batch = new("Batch", "/api/v1/batch", "Batch API", "Job not found: {0}");

    public static readonly ApiSurface Inference = new("Job", InferenceRoutes.Jobs, "Inference API", "Job not found: {0}")
    {
        MissingKind = InferenceProblem.JobNotFound,
    };

    /// <summary>Kind of problem of an unknown job.</summary>
    public ProblemKind MissingKind { get; init; } = ProblemKind.NotFound;

    public string Path(string jobId) => $"{BasePath}/{jobId}";

    public string Missing(string jobId) => string.Format(CultureInfo.InvariantCulture, MissingText, jobId);
}
