using RoDLA.Api.Batches;
using RoDLA.Api.Detection;
using RoDLA.Api.Docs;
using RoDLA.Api.Errors;
using RoDLA.Api.Health;
using RoDLA.Api.Middleware;
using RoDLA.Api.ModelInfo;
using RoDLA.Api.Perturbing;
using RoDLA.Cli;
using RoDLA.Cli.Configuration;
using RoDLA.Cli.Hosting;

namespace RoDLA.Api.Hosting;

/// <summary>Builds the service from a command line and the environment; nothing else is looked at.</summary>
internal static class RodlaHost
{
    /// <summary>The server, not started.</summary>
    /// <param name="invocation">The command line.</param>
    /// <param name="variable">Looks up an environment variable.</param>
    /// <param name="replace">Puts other services in place of the service's own.</param>
    /// <exception cref="ConfigurationException">The configuration has mistakes.</exception>
    public static WebApplication CreateServer(
        Invocation invocation, Func<string, string?> variable, Action<IServiceCollection>? replace = null)
    {
        string contentRoot = ContentRoot.Find(variable(EnvironmentVariables.ContentRootVariable), AppContext.BaseDirectory);
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = "RoDLA.Api",
            ContentRootPath = contentRoot,
            EnvironmentName = ConfigurationSources.EnvironmentName(variable),
        });
        builder.Configuration.AddRodla(invocation.Settings, variable, builder.Environment);
        LogOptions log = builder.Configuration.GetSection(LogOptions.Section).Get<LogOptions>() ?? new LogOptions();
        builder.Logging.AddServerLog(log, builder.Environment, contentRoot);
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRodlaOptions(builder.Configuration, contentRoot).AddRodlaCore().AddRodlaServer();
        replace?.Invoke(builder.Services);

        WebApplication app = builder.Build();
        app.UseMiddleware<RequestIdMiddleware>();
        app.UseMiddleware<RequestLogMiddleware>();
        app.UseErrors();
        app.UseRouting();
        app.UseCors();
        app.UseMiddleware<DrainMiddleware>();
        app.UseRequestTimeouts();
        app.UseWebSockets();
        app.UseDocsPolicy();
        app.MapDetect();
        app.MapPerturbations();
        app.MapDetectBatch();
        app.MapBatchJob();
        app.MapBatch();
        app.MapModelInfo();
        app.MapHealth();
        app.MapDocs();

        // Said aloud, so that the endpoints are known before the start, to whoever only wants the OpenAPI document.
        app.UseEndpoints(static _ => { });
        return app;
    }
}
