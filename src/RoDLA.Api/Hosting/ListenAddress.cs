using System.Net;

namespace RoDLA.Api.Hosting;

/// <summary>
/// Where the server listens. <c>Api:Host</c> and <c>Api:Port</c> decide when one of them is set; else the standard settings of ASP.NET
/// Core: <c>Kestrel:Endpoints</c>, <c>urls</c>, <c>http_ports</c>, <c>https_ports</c>; else <c>http://127.0.0.1:8000</c>.
/// </summary>
internal static class ListenAddress
{
    private const string UrlsKey = "urls";

    private static readonly string[] StandardKeys = [UrlsKey, "http_ports", "https_ports"];

    /// <summary>Whether the settings of our own decide.</summary>
    public static bool IsOwn(IConfiguration configuration) =>
        configuration[$"{ApiOptions.Section}:{nameof(ApiOptions.Host)}"] is not null
        || configuration[$"{ApiOptions.Section}:{nameof(ApiOptions.Port)}"] is not null;

    /// <summary>Sets the key <c>urls</c>, unless a standard setting decides, and adds the ports of health and metrics.</summary>
    public static void Apply(IConfiguration configuration)
    {
        ApiOptions options = configuration.GetSection(ApiOptions.Section).Get<ApiOptions>() ?? new ApiOptions();
        bool hasEndpoints = !IsOwn(configuration) && configuration.GetSection("Kestrel:Endpoints").GetChildren().Any();
        if (IsOwn(configuration) || (!hasEndpoints && Array.TrueForAll(StandardKeys, key => string.IsNullOrEmpty(configuration[key]))))
        {
            configuration[UrlsKey] = Url(options, options.Port);
        }

        foreach ((string name, int port) in new[] { ("Management", options.ManagementPort), ("Metrics", options.MetricsPort) })
        {
            if (port > 0)
            {
                // Ports count only without addresses, addresses only without endpoints.
                string url = Url(options, port);
                configuration[hasEndpoints ? $"Kestrel:Endpoints:{name}:Url" : UrlsKey] =
                    hasEndpoints ? url : string.Join(';', Addresses(configuration).Append(url));
            }
        }
    }

    /// <summary>
    /// Why the service must not start; null when it may: every client would be let in, on an address that others can reach.
    /// </summary>
    public static string? WhyUnsafe(IConfiguration configuration, AccessOptions access) =>
        !access.IsOn && !access.AllowAnonymous && Listened(configuration).FirstOrDefault(IsPublic) is { } address
            ? $"Others can reach {address}, and no API key is set. Set RODLA_API_KEY or RODLA_API_KEYS_FILE, or listen on 127.0.0.1; "
                + "RODLA_ALLOW_ANONYMOUS=true lets everyone in."
            : null;

    private static IEnumerable<string> Listened(IConfiguration configuration) =>
        !IsOwn(configuration) && configuration.GetSection("Kestrel:Endpoints").GetChildren().ToArray() is { Length: > 0 } endpoints
            ? endpoints.Select(endpoint => endpoint["Url"] ?? "")
            : Addresses(configuration).SelectMany(list => list.Split(';', StringSplitOptions.RemoveEmptyEntries));

    private static bool IsPublic(string address)
    {
        BindingAddress binding = BindingAddress.Parse(address);
        return !binding.IsUnixPipe && !binding.IsNamedPipe
            && binding.Host != "localhost"
            && !(IPAddress.TryParse(binding.Host, out IPAddress? ip) && IPAddress.IsLoopback(ip));
    }

    private static IEnumerable<string> Addresses(IConfiguration configuration) => configuration[UrlsKey] is { Length: > 0 } urls
        ? [urls]
        : Ports(configuration, "http").Concat(Ports(configuration, "https"));

    private static IEnumerable<string> Ports(IConfiguration configuration, string scheme) =>
        (configuration[scheme + "_ports"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries).Select(port => $"{scheme}://*:{port}");

    private static string Url(ApiOptions options, int port)
    {
        string host = options.Host switch
        {
            // Two addresses cannot be given one free port.
            "localhost" when port == 0 => "127.0.0.1",
            var text when text.Contains(':', StringComparison.Ordinal) => $"[{text}]",
            var text => text,
        };
        return $"http://{host}:{port}";
    }
}
