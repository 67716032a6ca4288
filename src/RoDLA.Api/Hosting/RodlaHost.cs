using RoDLA.Api.Batches;
using RoDLA.Api.CommandLine;
using RoDLA.Api.Configuration;
using RoDLA.Api.Detection;
using RoDLA.Api.Docs;
using RoDLA.Api.Errors;
using RoDLA.Api.Health;
using RoDLA.Api.Middleware;
using RoDLA.Api.ModelInfo;
using RoDLA.Api.Perturbing;

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
            EnvironmentName = EnvironmentName(variable),
        });
        LogOptions log = builder.Configuration.AddRodla(invocation, variable, builder.Environment);
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
        app.MapBatches();
        app.MapModelInfo();
        app.MapHealth();
        app.MapDocs();

        // Said aloud, so that the endpoints are known before the start, to whoever only wants the OpenAPI document.
        app.UseEndpoints(static _ => { });
        return app;
    }

    /// <summary>The parts of the service without the server, for a command that runs and ends.</summary>
    /// <inheritdoc cref="CreateServer" path="/*[self::param or self::exception]"/>
    public static IHost CreateCommandHost(
        Invocation invocation, Func<string, string?> variable, Action<IServiceCollection>? replace = null)
    {
        string contentRoot = ContentRoot.Find(variable(EnvironmentVariables.ContentRootVariable), AppContext.BaseDirectory);
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings
        {
            ApplicationName = "RoDLA.Api",
            ContentRootPath = contentRoot,
            EnvironmentName = EnvironmentName(variable),
        });
        builder.Configuration.AddRodla(invocation, variable, builder.Environment);
        builder.Logging.AddCommandLog();
        builder.Services.AddRodlaOptions(builder.Configuration, contentRoot).AddRodlaCore();
        replace?.Invoke(builder.Services);
        return builder.Build();
    }

    private static string EnvironmentName(Func<string, string?> variable) =>
        variable(EnvironmentVariables.EnvironmentVariable) ?? variable("ASPNETCORE_ENVIRONMENT") ?? variable("DOTNET_ENVIRONMENT")
        ?? Environments.Production;

    /// <summary>
    /// Reads the configuration, each source over the one before: <c>appsettings.json</c> and <c>appsettings.ENVIRONMENT.json</c> beside
    /// the program, <c>appsettings.json</c> in the content root, the environment variables, the command line.
    /// </summary>
    private static LogOptions AddRodla(
        this ConfigurationManager configuration, Invocation invocation, Func<string, string?> variable, IHostEnvironment environment)
    {
        configuration.AddSettingsFile(AppContext.BaseDirectory, "appsettings.json");
        configuration.AddSettingsFile(AppContext.BaseDirectory, $"appsettings.{environment.EnvironmentName}.json");
        configuration.AddSettingsFile(environment.ContentRootPath, "appsettings.json");
        configuration.AddInMemoryCollection(EnvironmentVariables.Read(variable));
        configuration.AddInMemoryCollection(invocation.Settings);
        ConfigurationCheck.Check(configuration);
        LogOptions log = new();
        configuration.GetSection(LogOptions.Section).Bind(log);
        return log;
    }

    private static void AddSettingsFile(this ConfigurationManager configuration, string folder, string name)
    {
        string path = Path.Combine(folder, name);
        try
        {
            configuration.AddJsonFile(path, optional: true, reloadOnChange: false);
        }
        catch (InvalidDataException e)
        {
            throw new ConfigurationException([$"'{path}' cannot be read: {e.GetBaseException().Message}"]);
        }
    }
}
