using System.Globalization;
using RoDLA.Api.Configuration;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Filters;

namespace RoDLA.Api.Hosting;

/// <summary>Sends the log to the console and, when told to, to a file.</summary>
internal static class LoggingSetup
{
    private const string TextLine = "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}";
    private const int KeptFiles = 14;

    /// <summary>Whether the console gets text for people and not JSON.</summary>
    public static bool IsText(LogOptions options, IHostEnvironment environment) =>
        options.Format == "text" || (options.Format == "auto" && (environment.IsDevelopment() || !Console.IsOutputRedirected));

    /// <summary>Logs to the standard output, as a server does.</summary>
    public static void AddServerLog(this ILoggingBuilder logging, LogOptions options, IHostEnvironment environment, string contentRoot)
    {
        LoggerConfiguration configuration = Configure(Enum.Parse<LogEventLevel>(options.Level, ignoreCase: true));
        _ = IsText(options, environment)
            ? configuration.WriteTo.Console(outputTemplate: TextLine, formatProvider: CultureInfo.InvariantCulture)
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

    /// <summary>Logs warnings to the standard error, as a command does whose standard output is its answer.</summary>
    public static void AddCommandLog(this ILoggingBuilder logging) =>
        logging.Use(Configure(LogEventLevel.Warning).WriteTo.Console(
            outputTemplate: TextLine, formatProvider: CultureInfo.InvariantCulture, standardErrorFromLevel: LogEventLevel.Verbose));

    private static LoggerConfiguration Configure(LogEventLevel level) => new LoggerConfiguration()
        .MinimumLevel.Is(level)
        .MinimumLevel.Override("Microsoft", level < LogEventLevel.Information ? level : LogEventLevel.Warning)
        .Enrich.FromLogContext()

        // What ends the host is told once, by the command that ran it.
        .Filter.ByExcluding(Matching.FromSource("Microsoft.Extensions.Hosting.Internal.Host"));

    private static void Use(this ILoggingBuilder logging, LoggerConfiguration configuration)
    {
        Logger logger = configuration.CreateLogger();
        logging.SetMinimumLevel(LogLevel.Trace).AddSerilog(logger, dispose: true);
    }
}
