using Microsoft.AspNetCore.Connections;

namespace RoDLA.Api.Hosting;

/// <summary>Builds a server with its configuration, its log and its listener, and nothing else.</summary>
internal static class ServerBuilder
{
    /// <summary>The builder.</summary>
    /// <param name="context">The process.</param>
    /// <param name="switches">Configuration values from the command line.</param>
    /// <exception cref="ConfigurationException">The configuration has mistakes.</exception>
    public static WebApplicationBuilder Create(ProgramContext context, IReadOnlyDictionary<string, string?> switches)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = ProgramConfiguration.ApplicationName,
            ContentRootPath = ProgramConfiguration.ContentRoot(context.Variables, switches),
            EnvironmentName = ProgramConfiguration.EnvironmentName(context.Variables, switches),
        });
        builder.Configuration.AddProgramSources(builder.Environment, context.Variables, switches);
        ListenAddress.Apply(builder.Configuration);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.Services
            .AddServerLog(builder.Configuration, builder.Environment)
            .AddRodlaOptions(builder.Configuration, builder.Environment.ContentRootPath)
            .AddRouting()
            .AddCors()
            .ConfigureHttpJsonOptions(options => ReportJson.Configure(options.SerializerOptions))
            .AddSingleton<ConnectionLimits>()
            .AddSingleton<IConnectionListenerFactory, BoundedTransport>()
            .ConfigureOptions<KestrelSetup>()
            .ConfigureOptions<CorsSetup>();
        builder.Services.AddOptions<HostOptions>().Configure<IOptions<ApiOptions>>(
            (host, api) => host.ShutdownTimeout = api.Value.ShutdownTimeout);
        return builder;
    }
}
