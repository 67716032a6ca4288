using RoDLA.Api.Errors;

namespace RoDLA.Api.Middleware;

/// <summary>Refuses requests that arrive while the service stops; in-flight requests complete.</summary>
internal sealed class DrainMiddleware(RequestDelegate next, IHostApplicationLifetime lifetime)
{
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
