namespace RoDLA.Api.Hosting;

/// <summary>What the server reports once it listens.</summary>
/// <param name="app">The server, started.</param>
internal sealed partial class StartBanner(WebApplication app)
{
    private const int RuleLength = 60;

    /// <summary>Writes addresses, folders and endpoints as text.</summary>
    public async Task WriteAsync(TextWriter output)
    {
        string address = Address();
        string rule = new('=', RuleLength);
        ILayoutDetector detector = app.Services.GetRequiredService<ILayoutDetector>();
        string outputs = app.Services.GetRequiredService<IOptions<OutputOptions>>().Value.Folder;
        await output.WriteLineAsync(
            $"""
            {rule}
            RoDLA Document Layout Analysis API {ApiVersion.Text}
            {rule}
              Address    {address}
              Web page   {address}/
              Docs       {address}/docs
              ReDoc      {address}/redoc
              Model      {detector.Model.Name}
              Outputs    {outputs}

            """);
        foreach (RouteEndpoint endpoint in Endpoints())
        {
            string methods = string.Join(',', endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []);
            await output.WriteLineAsync($"  {methods,-10} {endpoint.RoutePattern.RawText}");
        }

        await output.WriteLineAsync(rule);
    }

    /// <summary>Logs addresses, environment, content root, and unknown variables.</summary>
    /// <param name="variables">Names of the environment variables.</param>
    public void Log(IEnumerable<string> variables)
    {
        ILogger<StartBanner> logger = app.Services.GetRequiredService<ILogger<StartBanner>>();
        LogListening(logger, ApiVersion.Text, Address(), app.Environment.EnvironmentName, app.Environment.ContentRootPath);
        foreach (string name in EnvironmentVariables.Unknown(variables).Order(StringComparer.Ordinal))
        {
            LogUnknownVariable(logger, name);
        }
    }

    private string Address() => string.Join(" ", app.Urls).Replace("[::]", "localhost", StringComparison.Ordinal);

    private IEnumerable<RouteEndpoint> Endpoints() =>
        app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<IEndpointNameMetadata>() is not null);

    [LoggerMessage(4010, LogLevel.Information, "RoDLA API {Version} listens on {Address} ({Environment}, content root {ContentRoot})")]
    private static partial void LogListening(ILogger logger, string version, string address, string environment, string contentRoot);

    [LoggerMessage(4011, LogLevel.Warning, "{Variable} is not a setting of this service and does nothing; --help lists the settings")]
    private static partial void LogUnknownVariable(ILogger logger, string variable);
}
