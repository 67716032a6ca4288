using Serilog;
using Serilog.Events;
using Serilog.Extensions.Logging;
using Serilog.Formatting.Compact;

namespace RoDLA.Api.Hosting;

/// <summary>The log of the server: the standard output, and a file when one is configured.</summary>
internal static class ServerLog
{
    private const int KeptFiles = 14;

    /// <summary>Whether the standard output gets text, and not JSON.</summary>
    public static bool IsText(LogOptions options, IHostEnvironment environment) =>
        options.Format == "text" || (options.Format == "auto" && (environment.IsDevelopment() || !Console.IsOutputRedirected));

    /// <summary>
    /// Logs from <see cref="LogOptions.Level"/> on. <c>Logging:LogLevel</c> overrides it for categories, and a section <c>Serilog</c> adds
    /// to it.
    /// </summary>
    /// <exception cref="ConfigurationException">A level does not exist.</exception>
    public static IServiceCollection AddServerLog(
        this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        LogOptions options = configuration.GetSection(LogOptions.Section).Get<LogOptions>() ?? new LogOptions();
        Dictionary<string, LogEventLevel> levels = ReadLevels(configuration.GetSection("Logging:LogLevel"));
        LoggerConfiguration log = CommandLog.Configure(
            levels.Remove("Default", out LogEventLevel level) ? level : Enum.Parse<LogEventLevel>(options.Level, ignoreCase: true));
        foreach ((string category, LogEventLevel least) in levels)
        {
            log.MinimumLevel.Override(category, least);
        }

        _ = IsText(options, environment)
            ? log.WriteTo.Console(outputTemplate: CommandLog.TextLine, formatProvider: CultureInfo.InvariantCulture)
            : log.WriteTo.Console(new RenderedCompactJsonFormatter());
        if (options.File.Length > 0)
        {
            log.WriteTo.File(
                new RenderedCompactJsonFormatter(),
                Path.GetFullPath(options.File, environment.ContentRootPath),
                rollingInterval: RollingInterval.Day,
                retainedFileCountLimit: KeptFiles);
        }

        // Looks for sinks in every assembly beside the program: only when there is something to configure.
        if (configuration.GetSection("Serilog").Exists())
        {
            log.ReadFrom.Configuration(configuration);
        }

        return services.AddSerilog(log.CreateLogger(), dispose: true);
    }

    private static Dictionary<string, LogEventLevel> ReadLevels(IConfigurationSection section)
    {
        Dictionary<string, LogEventLevel> levels = new(StringComparer.OrdinalIgnoreCase);
        foreach (IConfigurationSection level in section.GetChildren())
        {
            if (!Enum.TryParse(level.Value, ignoreCase: true, out LogLevel value))
            {
                string names = string.Join(", ", Enum.GetNames<LogLevel>());
                throw new ConfigurationException([$"{level.Path} is '{level.Value}', which is none of {names}."]);
            }

            levels[level.Key] = LevelConvert.ToSerilogLevel(value);
        }

        return levels;
    }
}
