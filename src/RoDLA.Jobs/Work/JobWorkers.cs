using Microsoft.Extensions.Hosting;
using RoDLA.Jobs.Engine;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Work;

/// <summary>
/// Starts and stops the engine with the host: loads the stored jobs, then runs the loops. When a loop fails, readiness turns off and the
/// process ends with a non-zero code, so that its supervisor restarts it.
/// </summary>
internal sealed partial class JobWorkers(
    JobRecovery recovery,
    WorkerPool pool,
    JobRegistry registry,
    JobHealth health,
    IOptions<JobOptions> options,
    IHostApplicationLifetime lifetime,
    ILogger<JobWorkers> logger)
    : BackgroundService
{
    private static readonly TimeSpan ReleaseTimeout = TimeSpan.FromSeconds(3);

    private readonly TimeSpan _grace = options.Value.StopGrace;
    private readonly CancellationTokenSource _stopping = new();

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        health.Stopping();
        Task stopped = base.StopAsync(CancellationToken.None);
        using CancellationTokenRegistration impatient = cancellationToken.Register(_stopping.Cancel);
        try
        {
            await stopped.WaitAsync(_stopping.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            await ReleaseAsync(stopped).ConfigureAwait(false);
        }
    }

    public override void Dispose()
    {
        _stopping.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Off the start-up path of the host: the port opens while records are loaded.
        await Task.Yield();

        // The host stops this service after the web server, which waits for its requests; no image begins from the first moment on.
        using CancellationTokenSource taking =
            CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        using CancellationTokenRegistration stop = taking.Token.Register(OnStopping);
        try
        {
            recovery.Run(taking.Token);
            health.Started();
            await pool.RunAsync(OnFailed, taking.Token, _stopping.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (taking.IsCancellationRequested)
        {
        }
        catch (Exception e)
        {
            OnFailed(e);
            throw;
        }
    }

    private void OnFailed(Exception exception)
    {
        if (!health.HasFailed)
        {
            LogFailed(exception);
            health.Failed();
            Environment.ExitCode = 1;
            lifetime.StopApplication();
        }
    }

    private void OnStopping()
    {
        health.Stopping();
        _stopping.CancelAfter(_grace);
        foreach (Job job in registry.All)
        {
            job.CloseSubscriptions();
        }
    }

    private async Task ReleaseAsync(Task stopped)
    {
        try
        {
            await stopped.WaitAsync(ReleaseTimeout).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            pool.ReleaseHeld();
        }
    }

    [LoggerMessage(2320, LogLevel.Critical, "The job workers have failed; the service stops")]
    private partial void LogFailed(Exception exception);
}
