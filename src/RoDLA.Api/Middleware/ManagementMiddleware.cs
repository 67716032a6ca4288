using RoDLA.Api.Errors;

namespace RoDLA.Api.Middleware;

/// <summary>Answers the ports of health and of metrics: each its own path, and nothing else.</summary>
internal sealed class ManagementMiddleware(RequestDelegate next, IOptions<ApiOptions> options)
{
    /// <summary>Path of the metrics.</summary>
    public const string MetricsPath = "/metrics";

    private const string HealthPath = "/health";

    private readonly (int Port, string Path)[] _ports =
        [(options.Value.ManagementPort, HealthPath), (options.Value.MetricsPort, MetricsPath)];

    public Task InvokeAsync(HttpContext context)
    {
        int local = context.Connection.LocalPort;
        string[] paths = [.. _ports.Where(p => p.Port > 0 && p.Port == local).Select(p => p.Path)];
        if (paths.Length > 0 && !paths.Any(path => context.Request.Path.StartsWithSegments(path)))
        {
            throw new ApiException(ProblemKind.NotFound, $"{context.Request.Path} is not on this port; {string.Join(" and ", paths)} is.");
        }

        return next(context);
    }
}
