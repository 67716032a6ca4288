using RoDLA.Api.Errors;

namespace RoDLA.Api.Middleware;

/// <summary>Answers the management port: health, and nothing else.</summary>
internal sealed class ManagementMiddleware(RequestDelegate next, IOptions<ApiOptions> options)
{
    private readonly int _port = options.Value.ManagementPort;

    public Task InvokeAsync(HttpContext context)
    {
        if (_port > 0 && context.Connection.LocalPort == _port && !context.Request.Path.StartsWithSegments("/health"))
        {
            throw new ApiException(ProblemKind.NotFound, $"{context.Request.Path} is not on the management port; /health is.");
        }

        return next(context);
    }
}
