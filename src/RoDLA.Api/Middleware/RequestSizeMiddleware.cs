using Microsoft.AspNetCore.Server.Kestrel.Core;
using RoDLA.Api.Errors;

namespace RoDLA.Api.Middleware;

/// <summary>
/// Refuses a long request line and long or many headers. The web server's own limits are far above these: its refusals have no body and
/// no request id.
/// </summary>
internal sealed class RequestSizeMiddleware(RequestDelegate next)
{
    private const int MaxTarget = 8 * 1024;
    private const int MaxHeaders = 100;
    private const int MaxHeaderBytes = 32 * 1024;
    private const int Headroom = 4;

    /// <summary>Raises the web server's limits above those of this middleware.</summary>
    public static void RaiseLimits(KestrelServerLimits limits)
    {
        limits.MaxRequestLineSize = Headroom * MaxTarget;
        limits.MaxRequestHeaderCount = Headroom * MaxHeaders;
        limits.MaxRequestHeadersTotalSize = Headroom * MaxHeaderBytes;
    }

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Length > MaxTarget)
        {
            throw new ApiException(ProblemKind.TargetTooLong, $"The path and query are longer than {MaxTarget} characters.");
        }

        if (context.Request.Headers.Sum(h => h.Value.Count) > MaxHeaders
            || context.Request.Headers.Sum(h => h.Value.Sum(v => h.Key.Length + (v?.Length ?? 0))) > MaxHeaderBytes)
        {
            throw new ApiException(
                ProblemKind.HeadersTooLarge,
                $"The request has more than {MaxHeaders} headers, or more than {MaxHeaderBytes / 1024} KiB of them.");
        }

        return next(context);
    }
}
