using RoDLA.Cli.Configuration;

namespace RoDLA.Cli.Hosting;

/// <summary>Builds the services of a command that runs and ends.</summary>
internal static class CommandHost
{
    /// <summary>The host, not started.</summary>
    /// <param name="invocation">The command line.</param>
    /// <param name="variable">Looks up an environment variable.</param>
    /// <param name="replace">Replaces services, for tests.</param>
    /// <exception cref="ConfigurationException">The configuration has mistakes.</exception>
    public static IHost Create(
        Invocation invocation, Func<string, string?> variable, Action<IServiceCollection>? replace = null)
    {
        string contentRoot = ContentRoot.Find(variable(EnvironmentVariables.ContentRootVariable), AppContext.BaseDirectory);
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings
        {
            ApplicationName = "RoDLA.Api",
            ContentRootPath = contentRoot,
            EnvironmentName = ConfigurationSources.EnvironmentName(variable),
        });
        builder.Configuration.AddRodla(invocation.Settings, variable, builder.Environment);
        builder.Logging.AddCommandLog();
        builder.Services.AddRodlaOptions(builder.Configuration, contentRoot).AddRodlaCore();
        replace?.Invoke(builder.Services);
        return builder.Build();
    }
}
