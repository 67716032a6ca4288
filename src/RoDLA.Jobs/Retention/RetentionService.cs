using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RoDLA.Jobs.Engine;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Retention;

/// <summary>Sweeps once the jobs of before are read, and then as often as configured.</summary>
internal sealed partial class RetentionService(
    RetentionSweeper sweeper, IJobHealth health, IOptions<JobOptions> options, TimeProvider time, ILogger<RetentionService> logger)
    : BackgroundService
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (health.WhyNotReady is not null)
            {
                await Task.Delay(AskAgain, time, stoppingToken).ConfigureAwait(false);
            }

            using PeriodicTimer timer = new(options.Value.SweepInterval, time);
            do
            {
                Sweep(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private void Sweep(CancellationToken stoppingToken)
    {
        try
        {
            sweeper.Sweep(stoppingToken);
        }
        // What is not removed today is removed in the next round; the service must not end for it.
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFault(e);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Looking for jobs past their time failed")]
    private partial void LogFault(Exception exception);
}
