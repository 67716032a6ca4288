using RoDLA.Api.Errors;

namespace RoDLA.Api.Middleware;

/// <summary>
/// Refuses requests of web pages of other origins that change something or subscribe to events: a browser sends many of them without a
/// preflight request. Pages of the service's own host and of the configured origins are allowed; other clients send no origin.
/// </summary>
internal sealed partial class OriginMiddleware(RequestDelegate next, IOptions<ApiOptions> options, ILogger<OriginMiddleware> logger)
{
    private readonly string[] _allowed = CorsOriginsAttribute.Split(options.Value.CorsOrigins);

    public Task InvokeAsync(HttpContext context)
    {
        if (!IsSensitive(context) || IsAllowed(context.Request))
        {
            return next(context);
        }

        LogRefused(
            context.Request.Method,
            LogText.Clean(context.Request.Path),
            LogText.Clean(context.Request.Headers.Origin),
            context.Connection.RemoteIpAddress?.ToString() ?? "",
            context.TraceIdentifier);
        throw new ApiException(
            ProblemKind.OriginRefused, "Pages of this web origin may not do this; RODLA_CORS_ORIGINS allows more origins.");
    }

    private static bool IsSensitive(HttpContext context) =>
        !(HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsOptions(context.Request.Method))
        || context.GetEndpoint()?.Metadata.GetMetadata<SameOriginOnly>() is not null;

    // A page cannot set Sec-Fetch-Site; a browser that does not send it sends the origin.
    private bool IsAllowed(HttpRequest request)
    {
        string origin = request.Headers.Origin.ToString();
        return _allowed.Contains("*")
            || _allowed.Contains(origin, StringComparer.OrdinalIgnoreCase)
            || request.Headers["Sec-Fetch-Site"].ToString().ToLowerInvariant() switch
            {
                "same-origin" => true,
                "cross-site" => false,
                _ => origin.Length == 0 || IsOwn(origin, request),
            };
    }

    // Behind a proxy that terminates TLS the scheme differs, the host does not.
    private static bool IsOwn(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out Uri? page)
        && page.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase);

    [LoggerMessage(4035, LogLevel.Warning, "Refused {Method} {Path} to a page of the origin '{Origin}'. From {Address}, {RequestId}")]
    private partial void LogRefused(string method, string path, string origin, string address, string requestId);
}
