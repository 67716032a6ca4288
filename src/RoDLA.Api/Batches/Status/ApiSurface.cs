namespace RoDLA.Api.Batches.Status;

/// <summary>One of the APIs through which the same jobs are seen.</summary>
/// <param name="Name">Prefix of the names of its endpoints.</param>
/// <param name="BasePath">Path of its jobs.</param>
/// <param name="Tag">Group of its endpoints in the OpenAPI document.</param>
/// <param name="MissingText">Message about an unknown job; <c>{0}</c> is its id.</param>
internal sealed record ApiSurface(string Name, string BasePath, string Tag, string MissingText)
{
    /// <summary>The RoDLA API.</summary>
    public static readonly ApiSurface Rodla = new("batch-job", "/api/batch-job", "Batch", "Job {0} not found");

    /// <summary>The Batch API.</summary>
    public static readonly ApiSurface Batch = new("batch", "/api/v1/batch", "Batch API", "Job not found: {0}");

    /// <summary>Path of a job.</summary>
    public string Path(string jobId) => $"{BasePath}/{jobId}";

    /// <summary>Path of an image's result.</summary>
    public string ResultPath(string jobId, int index) => string.Create(CultureInfo.InvariantCulture, $"{BasePath}/{jobId}/results/{index}");

    /// <summary>Message about an unknown job.</summary>
    public string Missing(string jobId) => string.Format(CultureInfo.InvariantCulture, MissingText, jobId);
}
