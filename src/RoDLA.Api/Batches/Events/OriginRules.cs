using RoDLA.Api.Errors;

namespace RoDLA.Api.Batches.Events;

/// <summary>
/// Decides which web pages may open a WebSocket: those of the service's own host and those of the configured origins. Browsers send no
/// preflight request before a WebSocket; other clients send no origin.
/// </summary>
internal sealed class OriginRules(IOptions<ApiOptions> options)
{
    private readonly string[] _allowed = CorsOriginsAttribute.Split(options.Value.CorsOrigins);

    /// <summary>Refuses a page of another origin.</summary>
    /// <exception cref="ApiException">The page has another origin.</exception>
    public void ThrowIfForeign(HttpRequest request)
    {
        string? origin = request.Headers.Origin;
        bool isAllowed = string.IsNullOrEmpty(origin)
            || _allowed.Contains("*")
            || _allowed.Contains(origin, StringComparer.OrdinalIgnoreCase)
            || IsOwn(origin, request);
        if (!isAllowed)
        {
            throw new ApiException(
                ProblemKind.OriginRefused, "Pages of this web origin may not subscribe to jobs; RODLA_CORS_ORIGINS allows more origins.");
        }
    }

    // Behind a proxy that terminates TLS the scheme differs, the host does not.
    private static bool IsOwn(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out Uri? page)
        && page.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase);
}
