using System.CommandLine;
using RoDLA.Cli.Output;
using RoDLA.Cli.Syntax;

namespace RoDLA.Api.Hosting;

/// <summary>Runs the server until it is stopped.</summary>
/// <param name="createServer">Makes the server of a process and the configuration values of its command line.</param>
internal sealed class ServeCommand(Func<ProgramContext, IReadOnlyDictionary<string, string?>, WebApplication> createServer)
    : ProgramCommand("serve", "Start the server (the default)")
{
    /// <inheritdoc/>
    /// <returns>0 after an orderly stop; 1 when the model or a background service failed.</returns>
    public override async Task<int> RunAsync(ParseResult parse, CommandContext context, CancellationToken cancellationToken)
    {
        await using WebApplication app = createServer(context.Process, context.Switches);
        if (ListenAddress.WhyUnsafe(app.Configuration, app.Services.GetRequiredService<IOptions<AccessOptions>>().Value) is { } reason)
        {
            throw new ConfigurationException([reason]);
        }

        try
        {
            await app.StartOrStopAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Stopped while it started: by a signal, or by a background service that failed.
            return ReportFailures(app.Services, context.Terminal) ? ExitCode.Failure : ExitCode.Success;
        }

        StartBanner banner = new(app);
        if (ServerLog.IsText(app.Services.GetRequiredService<IOptions<LogOptions>>().Value, app.Environment))
        {
            await banner.WriteAsync(context.Output);
        }

        banner.Log(context.Process.Variables.Keys);
        await app.WaitForShutdownAsync(cancellationToken);
        return ReportFailures(app.Services, context.Terminal) ? ExitCode.Failure : ExitCode.Success;
    }

    // .NET ends the process with 0 after a background service failed; a supervisor would take that for an orderly stop.
    private static bool ReportFailures(IServiceProvider services, Terminal terminal)
    {
        bool hasFailed = services.GetRequiredService<ILayoutDetector>().Status.State == DetectorState.Failed;
        foreach (BackgroundService service in services.GetServices<IHostedService>().OfType<BackgroundService>())
        {
            if (service.ExecuteTask is { IsFaulted: true, Exception: { } fault })
            {
                terminal.WriteLine($"{service.GetType().Name} failed: {fault.GetBaseException()}");
                hasFailed = true;
            }
        }

        return hasFailed;
    }
}
