namespace RoDLA.Api.Batches;

/// <summary>One of the doors to the jobs; what lies below a job is the same behind each. Metadata of its endpoints.</summary>
/// <param name="Name">What the names of its endpoints begin with.</param>
/// <param name="BasePath">Path of its jobs.</param>
/// <param name="MissingText">What is said of a job that is not there; <c>{0}</c> is its id.</param>
internal sealed record JobSurface(string Name, string BasePath, string MissingText)
{
    /// <summary>The RoDLA API.</summary>
    public static readonly JobSurface Rodla = new("batch-job", "/api/batch-job", "Job {0} not found");

    /// <summary>The Batch API.</summary>
    public static readonly JobSurface Batch = new("batch", "/api/v1/batch", "Job not found: {0}");

    /// <summary>The surface that a request came through.</summary>
    public static JobSurface Of(HttpContext context) => context.GetEndpoint()!.Metadata.GetRequiredMetadata<JobSurface>();

    /// <summary>Path of a job.</summary>
    public string Path(string jobId) => $"{BasePath}/{jobId}";

    /// <summary>Path of an image's answer.</summary>
    public string ResultPath(string jobId, int index) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{BasePath}/{jobId}/results/{index}");
}
