using RoDLA.Api.Errors;

namespace RoDLA.Api.Middleware;

/// <summary>Refuses what arrives after the service was told to stop; what runs by then goes on.</summary>
internal sealed class DrainMiddleware(RequestDelegate next, IHostApplicationLifetime lifetime)
{
    /// <summary>Handles one request.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        if (!lifetime.ApplicationStopping.IsCancellationRequested || context.Request.Path.StartsWithSegments("/health"))
        {
            return next(context);
        }

        throw new ApiException(ProblemKind.Stopping, "The service is stopping; another one may answer.")
        {
            RetryAfter = TimeSpan.FromSeconds(5),
        };
    }
}
