using Microsoft.Extensions.Options;
using RoDLA.Cli;
using RoDLA.Cli.Configuration;
using RoDLA.Cli.Hosting;
using RoDLA.Detection;

namespace RoDLA.Api.Hosting;

/// <summary>Runs the server until it is told to stop.</summary>
internal static class ServeCommand
{
    /// <summary>Starts <paramref name="app"/>, and waits for its end.</summary>
    /// <returns>0 after an orderly stop; 1 when the model or a background service failed.</returns>
    public static async Task<int> RunAsync(WebApplication app, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        await app.StartOrderlyAsync(cancellationToken);
        LogOptions log = app.Services.GetRequiredService<IOptions<LogOptions>>().Value;
        StartBanner banner = new(app);
        if (LoggingSetup.IsText(log, app.Environment))
        {
            await banner.WriteAsync(output);
        }

        banner.Log();
        await app.WaitForShutdownAsync(cancellationToken);
        return await SayWhyAsync(app.Services, error) ? ExitCode.Failure : ExitCode.Success;
    }

    // .NET ends the process with 0 after a background service failed; whoever restarts services would take that for a wish.
    private static async Task<bool> SayWhyAsync(IServiceProvider services, TextWriter error)
    {
        bool failed = services.GetRequiredService<ILayoutDetector>().Status.State == DetectorState.Failed;
        foreach (BackgroundService service in services.GetServices<IHostedService>().OfType<BackgroundService>())
        {
            if (service.ExecuteTask is { IsFaulted: true, Exception: { } fault })
            {
                await error.WriteLineAsync($"{service.GetType().Name} failed: {fault.GetBaseException()}");
                failed = true;
            }
        }

        return failed;
    }
}
