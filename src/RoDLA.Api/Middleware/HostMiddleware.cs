using System.Net;
using Microsoft.Extensions.Primitives;
using RoDLA.Api.Errors;

namespace RoDLA.Api.Middleware;

/// <summary>
/// Refuses requests to a foreign host: a web page whose name resolves to this machine (DNS rebinding) would pass for the service itself.
/// <c>AllowedHosts</c> names the hosts. Without it: <c>localhost</c>, IP addresses, names without a dot (machines and containers of the
/// local network: no page of the web has such a name), and the hosts that the service is configured with.
/// </summary>
internal sealed class HostMiddleware(RequestDelegate next, IConfiguration configuration, IOptions<ApiOptions> options)
{
    private readonly StringSegment[]? _hosts = configuration["AllowedHosts"]?.Split(';', StringSplitOptions.RemoveEmptyEntries) switch
    {
        { Length: > 0 } hosts => Array.ConvertAll(hosts, host => new StringSegment(host.Trim())),
        _ => null,
    };

    private readonly StringSegment[] _configured = ConfiguredHosts(configuration, options.Value);

    public Task InvokeAsync(HttpContext context) => IsAllowed(context.Request.Host.Host)
        ? next(context)
        : throw new ApiException(
            ProblemKind.BadRequest,
            $"The service does not answer as the host {LogText.Clean(context.Request.Host.Host)}; AllowedHosts names its hosts.");

    private static StringSegment[] ConfiguredHosts(IConfiguration configuration, ApiOptions options) =>
    [
        "*.localhost",
        .. ((string?[])[configuration["Notifications:PublicUrl"], .. (configuration["urls"] ?? "").Split(';')])
            .Select(url => Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) ? uri.Host : "")
            .Append(options.Host)
            .Where(host => host.Length > 0 && host != "*")
            .Select(host => new StringSegment(host)),
    ];

    // HTTP/1.0 has no host.
    private bool IsAllowed(string host)
    {
        if (host.Length == 0)
        {
            return true;
        }

        if (_hosts is not null)
        {
            return _hosts.Contains("*") || HostString.MatchesAny(host, _hosts);
        }

        return !host.Contains('.', StringComparison.Ordinal)
            || IPAddress.TryParse(host, out _)
            || HostString.MatchesAny(host, _configured);
    }
}
