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

    /// <summary>Sets the key <c>urls</c>, unless a standard setting decides.</summary>
    public static void Apply(IConfiguration configuration)
    {
        bool isStandard = Array.Exists(StandardKeys, key => !string.IsNullOrEmpty(configuration[key]))
            || configuration.GetSection("Kestrel:Endpoints").GetChildren().Any();
        if (IsOwn(configuration) || !isStandard)
        {
            configuration[UrlsKey] = Url(configuration.GetSection(ApiOptions.Section).Get<ApiOptions>() ?? new ApiOptions());
        }
    }

    private static string Url(ApiOptions options)
    {
        string host = options.Host switch
        {
            // Two addresses cannot be given one free port.
            "localhost" when options.Port == 0 => "127.0.0.1",
            var text when text.Contains(':', StringComparison.Ordinal) => $"[{text}]",
            var text => text,
        };
        return $"http://{host}:{options.Port}";
    }
}
