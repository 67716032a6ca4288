using System.Diagnostics;

namespace RoDLA.Api.Middleware;

/// <summary>
/// Gives every request an id (the client's, if it sent a sane one), and puts it on every response, with the version and the security
/// headers.
/// </summary>
internal sealed class RequestIdMiddleware(RequestDelegate next, ILogger<RequestIdMiddleware> logger)
{
    /// <summary>Header that carries the id.</summary>
    public const string HeaderName = "X-Request-Id";

    private const int MaxLength = 128;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    public async Task InvokeAsync(HttpContext context)
    {
        string? sent = context.Request.Headers[HeaderName];
        context.TraceIdentifier = IsSane(sent) ? sent! : Guid.CreateVersion7().ToString("n");

        Activity.Current?.SetTag("rodla.request_id", context.TraceIdentifier);

        // On start, since the exception handler clears the headers that are set before.
        context.Response.OnStarting(static state => SetHeaders((HttpContext)state), context);
        using (logger.BeginScope(new Dictionary<string, object> { ["RequestId"] = context.TraceIdentifier }))
        {
            await next(context);
        }
    }

    private static bool IsSane(string? id) => id is { Length: > 0 and <= MaxLength } && !id.AsSpan().ContainsAnyExcept(Allowed);

    private static Task SetHeaders(HttpContext context)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers[HeaderName] = context.TraceIdentifier;
        headers["X-API-Version"] = context.Request.Path.StartsWithSegments("/api/v1") ? ApiVersion.OfVersionOne : ApiVersion.Text;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.XFrameOptions = "DENY";
        if (headers.ContentSecurityPolicy.Count == 0)
        {
            headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        }

        return Task.CompletedTask;
    }
}
