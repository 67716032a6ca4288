using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RoDLA.Detection;
using RoDLA.Jobs.Engine;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Work;

/// <summary>
/// Runs the engine: takes up the jobs of before, works on images, ends jobs. When one of its loops dies of a fault of its own, the service
/// is not ready any more, and the process ends with a non-zero code: whoever restarts it gets working jobs again.
/// </summary>
internal sealed partial class JobWorkers(
    JobRecovery recovery,
    JobRegistry registry,
    ItemWorker worker,
    ILayoutDetector detector,
    IWorkQueue queue,
    JobFinisher finisher,
    JobHealth health,
    SpeedMeter speed,
    IOptions<JobOptions> options,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<JobWorkers> logger)
    : BackgroundService
{
    private static readonly TimeSpan LastWait = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);

    private readonly TimeSpan _grace = options.Value.StopGrace;
    private readonly CancellationTokenSource _ends = new();

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        health.Stopping();
        Task stopped = base.StopAsync(CancellationToken.None);
        using CancellationTokenRegistration impatient = cancellationToken.Register(_ends.Cancel);
        try
        {
            await stopped.WaitAsync(_ends.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_ends.IsCancellationRequested)
        {
            await LastWaitAsync(stopped).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _ends.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Off the host's start-up path: the port is open while records are read.
        await Task.Yield();

        // The host stops this service after the web server, which waits for its requests; images are not begun from the first moment.
        using CancellationTokenSource taking =
            CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        using CancellationTokenRegistration stop = taking.Token.Register(OnStopping);
        List<Task> loops = [];
        try
        {
            recovery.Run(taking.Token);
            health.Started();
            await ModelAsync(taking.Token).ConfigureAwait(false);
            LogStarted(speed.Workers);
            Task suspects = RunAsync(TrySuspectsAsync, taking.Token);
            loops.Add(RunAsync(finisher.RunAsync, taking.Token));
            loops.AddRange(Enumerable.Range(0, speed.Workers).Select(_ => RunAsync(token => TakeAsync(suspects, token), taking.Token)));

            // The first that dies is enough; when the service stops, all come to their end.
            await await Task.WhenAny(loops).ConfigureAwait(false);
            await Task.WhenAll(loops).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (taking.IsCancellationRequested)
        {
        }
        catch (Exception e)
        {
            LogDied(e);
            health.Failed();
            Environment.ExitCode = 1;
            lifetime.StopApplication();

            // What the others have comes to its end, or is given back, within the time that a stop takes.
            await Task.WhenAll(loops).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }

    private static async Task RunAsync(Func<CancellationToken, Task> loop, CancellationToken stopping)
    {
        try
        {
            await Task.Run(() => loop(stopping), CancellationToken.None).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
    }

    /// <summary>Waits for the model: an image that is begun before would have failed at an attempt.</summary>
    private async Task ModelAsync(CancellationToken taking)
    {
        while (detector.Status.State == DetectorState.Loading)
        {
            await Task.Delay(LookEvery, time, taking).ConfigureAwait(false);
        }
    }

    /// <summary>One at a time, with no other image in work: whoever kills the process now did it alone.</summary>
    private async Task TrySuspectsAsync(CancellationToken taking)
    {
        foreach (WorkItem suspect in recovery.Suspects)
        {
            taking.ThrowIfCancellationRequested();
            await worker.WorkAsync(suspect, _ends.Token).ConfigureAwait(false);
        }
    }

    private async Task TakeAsync(Task suspects, CancellationToken taking)
    {
        await suspects.ConfigureAwait(false);
        while (!taking.IsCancellationRequested)
        {
            WorkItem item = await queue.TakeAsync(taking).ConfigureAwait(false);
            await worker.WorkAsync(item, _ends.Token).ConfigureAwait(false);
        }
    }

    private void OnStopping()
    {
        health.Stopping();
        _ends.CancelAfter(_grace);
        foreach (Job job in registry.All)
        {
            job.CloseSubscriptions();
        }
    }

    private async Task LastWaitAsync(Task stopped)
    {
        try
        {
            await stopped.WaitAsync(LastWait, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            LogStuck(worker.ReleaseHeld());
        }
    }

    [LoggerMessage(50, LogLevel.Information, "Jobs are worked on, {Workers} images at once")]
    private partial void LogStarted(int workers);

    [LoggerMessage(51, LogLevel.Critical, "The workers of the jobs have died; the service ends")]
    private partial void LogDied(Exception exception);

    [LoggerMessage(52, LogLevel.Warning, "{Images} images did not come to an end and went back to the queue")]
    private partial void LogStuck(int images);
}
