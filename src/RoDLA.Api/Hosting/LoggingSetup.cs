using System.Globalization;
using RoDLA.Cli.Configuration;
using RoDLA.Cli.Hosting;
using Serilog;
using Serilog.Events;

namespace RoDLA.Api.Hosting;

/// <summary>Sends the log to the console and, when told to, to a file.</summary>
internal static class LoggingSetup
{
    private const int KeptFiles = 14;

    /// <summary>Whether the console gets text for people and not JSON.</summary>
    public static bool IsText(LogOptions options, IHostEnvironment environment) =>
        options.Format == "text" || (options.Format == "auto" && (environment.IsDevelopment() || !Console.IsOutputRedirected));

    /// <summary>Logs to the standard output, as a server does.</summary>
    public static void AddServerLog(this ILoggingBuilder logging, LogOptions options, IHostEnvironment environment, string contentRoot)
    {
        LoggerConfiguration configuration = CommandLog.Configure(Enum.Parse<LogEventLevel>(options.Level, ignoreCase: true));
        _ = IsText(options, environment)
            ? configuration.WriteTo.Console(outputTemplate: CommandLog.TextLine, formatProvider: CultureInfo.InvariantCulture)
            : configuration.WriteTo.Console(new JsonLineFormatter());
        if (options.File.Length > 0)
        {
            configuration.WriteTo.File(
                new JsonLineFormatter(),
                Path.GetFullPath(options.File, contentRoot),
                rollingInterval: RollingInterval.Day,
                retainedFileCountLimit: KeptFiles);
        }

        logging.Use(configuration);
    }
}
