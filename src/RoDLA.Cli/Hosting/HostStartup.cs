namespace RoDLA.Cli.Hosting;

/// <summary>Starts a host so that a failure leaves nothing running.</summary>
internal static class HostStartup
{
    /// <summary>Creates all background services, then starts them; stops the started ones when another fails to start.</summary>
    public static async Task StartOrStopAsync(this IHost host, CancellationToken cancellationToken)
    {
        // A service that cannot be created fails here, before anything runs.
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
