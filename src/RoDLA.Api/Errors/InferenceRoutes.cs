namespace RoDLA.Api.Errors;

/// <summary>The routes of the inference API, whose errors have an envelope of their own; also where there is no endpoint.</summary>
internal static class InferenceRoutes
{
    public const string Jobs = "/api/v1/jobs";

    public const string Uploads = "/api/v1/inference/upload";

    public const string Predict = "/api/v1/inference/predict";

    public const string Files = "/api/v1/files";

    public const string Compare = "/api/v1/compare";

    private static readonly PathString[] Prefixes = ["/api/v1/inference", Jobs, Files, Compare, "/api/v1/monitoring"];

    /// <summary>Whether a path is one of them.</summary>
    public static bool Includes(PathString path) => Array.Exists(Prefixes, prefix => path.StartsWithSegments(prefix));
}
