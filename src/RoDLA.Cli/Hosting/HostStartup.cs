namespace RoDLA.Cli.Hosting;

/// <summary>Starts a host so that a failure leaves nothing running.</summary>
internal static class HostStartup
{
    /// <summary>Makes every background service, then starts them; when one cannot start, those that have are stopped.</summary>
    public static async Task StartOrStopAsync(this IHost host, CancellationToken cancellationToken)
    {
        // What cannot be made says so here, before anything runs.
        _ = host.Services.GetServices<IHostedService>().Count();
        try
        {
            await host.StartAsync(cancellationToken);
        }
        catch
        {
            // The process must not end while the model is being loaded in native code.
            await host.StopAsync(CancellationToken.None);
            throw;
        }
    }
}
