using Serilog;
using Serilog.Events;
using Serilog.Filters;

namespace RoDLA.Cli.Hosting;

/// <summary>The log of a command.</summary>
internal static class CommandLog
{
    /// <summary>Template of a line of text.</summary>
    public const string TextLine = "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}";

    /// <summary>Logs warnings to the standard error, since the standard output of a command is its answer.</summary>
    public static void AddCommandLog(this ILoggingBuilder logging) => logging.SetMinimumLevel(LogLevel.Trace).AddSerilog(
        Configure(LogEventLevel.Warning)
            .WriteTo.Console(
                outputTemplate: TextLine, formatProvider: CultureInfo.InvariantCulture, standardErrorFromLevel: LogEventLevel.Verbose)
            .CreateLogger(),
        dispose: true);

    /// <summary>The configuration of a log with a lowest level.</summary>
    public static LoggerConfiguration Configure(LogEventLevel level) => new LoggerConfiguration()
        .MinimumLevel.Is(level)
        .MinimumLevel.Override("Microsoft", level < LogEventLevel.Information ? level : LogEventLevel.Warning)
        .Enrich.FromLogContext()

        // The command that runs the host reports why it ended.
        .Filter.ByExcluding(Matching.FromSource("Microsoft.Extensions.Hosting.Internal.Host"));
}
