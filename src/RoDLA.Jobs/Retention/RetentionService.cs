using Microsoft.Extensions.Hosting;
using RoDLA.Jobs.Engine;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Retention;

/// <summary>Sweeps once the stored jobs are loaded, and then at the configured interval.</summary>
internal sealed partial class RetentionService(
    IEnumerable<ISweep> sweeps, IJobHealth health, IOptions<JobOptions> options, TimeProvider time, ILogger<RetentionService> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await health.WhenStarted.WaitAsync(stoppingToken).ConfigureAwait(false);
            using PeriodicTimer timer = new(options.Value.SweepInterval, time);
            do
            {
                foreach (ISweep sweep in sweeps)
                {
                    await SweepAsync(sweep, stoppingToken).ConfigureAwait(false);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task SweepAsync(ISweep sweep, CancellationToken stoppingToken)
    {
        try
        {
            await sweep.SweepAsync(stoppingToken).ConfigureAwait(false);
        }

        // The next sweep removes what this one did not; the service must not end for it.
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFault(e);
        }
    }

    [LoggerMessage(2600, LogLevel.Error, "The retention sweep failed")]
    private partial void LogFault(Exception exception);
}
