using RoDLA.Jobs.Engine;

namespace RoDLA.Jobs.Work;

/// <summary>The loops of the engine: one for each worker and one that finishes jobs.</summary>
internal sealed partial class WorkerPool(
    ItemWorker worker,
    IWorkQueue queue,
    JobFinisher finisher,
    ILayoutDetector detector,
    SpeedMeter speed,
    JobHealth health,
    ILogger<WorkerPool> logger) : IDisposable
{
    private readonly SemaphoreSlim _slots = new(speed.Workers);
    private readonly SemaphoreSlim _acquiring = new(1);

    /// <summary>Runs the loops until they are cancelled, or until one of them fails and the others have ended.</summary>
    /// <param name="onFailed">Called with the failure of a loop, before the others have ended.</param>
    /// <param name="taking">Cancelled when no further image is begun.</param>
    /// <param name="stopping">Cancelled when images in progress return to the queue.</param>
    public async Task RunAsync(Action<Exception> onFailed, CancellationToken taking, CancellationToken stopping)
    {
        // An image that began before the model is ready would lose an attempt.
        await detector.WhenReadyAsync(taking).ConfigureAwait(false);
        LogStarted(speed.Workers);
        health.Workers = speed.Workers;
        Task[] loops =
        [
            LoopAsync(finisher.RunAsync, taking),
            .. Enumerable.Range(0, speed.Workers).Select(_ => LoopAsync(token => TakeAsync(token, stopping), taking)),
        ];
        Task first = await Task.WhenAny(loops).ConfigureAwait(false);
        if (first.Exception is { InnerException: { } failure })
        {
            onFailed(failure);
        }

        health.Workers = 0;
        await Task.WhenAll(loops).ConfigureAwait(false);
    }

    public void Dispose()
    {
        _slots.Dispose();
        _acquiring.Dispose();
    }

    /// <summary>Returns the images that workers do not let go of to the queue.</summary>
    public void ReleaseHeld() => LogReleased(worker.ReleaseHeld());

    private static async Task LoopAsync(Func<CancellationToken, Task> loop, CancellationToken taking)
    {
        try
        {
            await Task.Run(() => loop(taking), CancellationToken.None).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (taking.IsCancellationRequested)
        {
        }
    }

    private async Task TakeAsync(CancellationToken taking, CancellationToken stopping)
    {
        while (!taking.IsCancellationRequested)
        {
            WorkItem item = await queue.TakeAsync(taking).ConfigureAwait(false);
            int slots = item.RunsAlone ? speed.Workers : 1;
            await AcquireAsync(slots, taking).ConfigureAwait(false);
            try
            {
                await worker.WorkAsync(item, taking, stopping).ConfigureAwait(false);
            }
            finally
            {
                _slots.Release(slots);
            }
        }
    }

    private async Task AcquireAsync(int slots, CancellationToken taking)
    {
        // One at a time: two images that run alone must not each wait for slots that the other has.
        await _acquiring.WaitAsync(taking).ConfigureAwait(false);
        try
        {
            for (int i = 0; i < slots; i++)
            {
                await _slots.WaitAsync(taking).ConfigureAwait(false);
            }
        }
        finally
        {
            _acquiring.Release();
        }
    }

    [LoggerMessage(2310, LogLevel.Information, "The job workers have started: {Workers} images at a time")]
    private partial void LogStarted(int workers);

    [LoggerMessage(2311, LogLevel.Warning, "{Images} images did not end in time and returned to the queue")]
    private partial void LogReleased(int images);
}
