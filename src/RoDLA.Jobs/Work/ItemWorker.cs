using System.Diagnostics;
using RoDLA.Jobs.Engine;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Work;

/// <summary>Takes an image through one attempt and ends it: succeeded, retried or failed.</summary>
internal sealed partial class ItemWorker(
    IItemRunner runner,
    IWorkQueue queue,
    JobFinisher finisher,
    DiskPause disk,
    IOptions<JobOptions> options,
    TimeProvider time,
    ILogger<ItemWorker> logger)
{
    private readonly ConcurrentDictionary<ItemLease, bool> _held = new();
    private readonly TimeSpan _timeout = options.Value.ItemTimeout;
    private readonly long _run = Random.Shared.NextInt64();

    /// <summary>Processes an image when the disk has room, if it still waits and its job may begin another one.</summary>
    /// <param name="waiting">The image.</param>
    /// <param name="taking">Cancelled when no further image is begun.</param>
    /// <param name="stopping">Cancelled when the service no longer waits for it: the image returns to the queue.</param>
    public async Task WorkAsync(WorkItem waiting, CancellationToken taking, CancellationToken stopping)
    {
        await disk.WhenRoomAsync(taking).ConfigureAwait(false);
        if (waiting.Job.TryBegin(waiting.Index, _run) is not { } lease)
        {
            return;
        }

        using Activity? span = ItemSpan.Start(lease);
        _held.TryAdd(lease, true);
        try
        {
            (ItemEvent ending, Exception? exception) = await AttemptAsync(lease, stopping).ConfigureAwait(false);
            ItemSpan.End(span, ending);
            End(lease, ending, exception);
        }
        finally
        {
            _held.TryRemove(lease, out _);
        }
    }

    /// <summary>Returns the images that workers do not let go of; what these workers do from now on does not count.</summary>
    /// <returns>Number of images.</returns>
    public int ReleaseHeld() =>
        _held.Keys.Count(lease => lease.Job.End(lease, new ItemEvent(ItemEventKind.Release, time.GetUtcNow())).IsRecorded);

    private async Task<(ItemEvent Ending, Exception? Exception)> AttemptAsync(ItemLease lease, CancellationToken stopping)
    {
        using CancellationTokenSource timeout = new(_timeout, time);
        using CancellationTokenSource any = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, lease.Cancelled, stopping);
        try
        {
            ItemResult result = await runner.RunAsync(lease.Job.Definition, lease.Index, any.Token).ConfigureAwait(false);
            return (new ItemEvent(ItemEventKind.Succeed, time.GetUtcNow()) { Result = result }, null);
        }

        // No error of one image may stop the others; ItemFault classifies it.
        catch (Exception e)
        {
            if (lease.Cancelled.IsCancellationRequested || stopping.IsCancellationRequested)
            {
                return (new ItemEvent(ItemEventKind.Release, time.GetUtcNow()), null);
            }

            // A full disk is no fault of the image: it waits for room, and the attempt does not count.
            if (disk.BeginIfFull(e))
            {
                return (new ItemEvent(ItemEventKind.Release, time.GetUtcNow()), e);
            }

            ItemFault fault = timeout.IsCancellationRequested
                ? new ItemFault(ErrorCategory.TimedOut, $"It took longer than {_timeout.TotalSeconds:0.##} s.")
                : ItemFault.Of(e);
            return (Failure(lease, fault), e);
        }
    }

    private void End(ItemLease lease, ItemEvent ending, Exception? exception)
    {
        Job job = lease.Job;
        EndResult result;
        try
        {
            result = job.End(lease, ending);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A result that is not in the journal does not count.
            ending = disk.BeginIfFull(e) ? new ItemEvent(ItemEventKind.Release, time.GetUtcNow()) : Failure(lease, ItemFault.Of(e));
            exception = e;
            result = job.End(lease, ending);
        }

        if (result.Unparked is { } next)
        {
            queue.AddAgain(new WorkItem(job, next));
        }

        bool canFinish = result.CanFinish;
        if (result.IsRecorded)
        {
            Count(lease, ending, exception);
        }
        else
        {
            RemoveResult(lease);
            canFinish = job.Leave(lease);
        }

        if (canFinish)
        {
            finisher.Finish(job);
        }
    }

    private void Count(ItemLease lease, ItemEvent ending, Exception? exception)
    {
        switch (ending.Kind)
        {
            case ItemEventKind.Succeed:
                queue.Release(1);
                break;
            case ItemEventKind.Fail:
                queue.Release(1);
                Log(lease, ending, exception);
                break;
            case ItemEventKind.Release when exception is not null:
                queue.AddAgain(new WorkItem(lease.Job, lease.Index));
                break;
            case ItemEventKind.Requeue:
                queue.AddAgain(new WorkItem(lease.Job, lease.Index), ending.NotBefore);
                Log(lease, ending, exception);
                break;
        }
    }

    private ItemEvent Failure(ItemLease lease, ItemFault fault)
    {
        DateTimeOffset now = time.GetUtcNow();
        RetryPolicy policy = lease.Job.Definition.Policy;
        int failures = Math.Max(1, lease.Job.Snapshot.Items[lease.Index].OwnAttempts);
        bool again = fault.Category.IsTransient() && failures <= policy.MaxRetries;
        double jitter = (Random.Shared.NextDouble() * 2) - 1;
        return new ItemEvent(again ? ItemEventKind.Requeue : ItemEventKind.Fail, now)
        {
            Category = fault.Category,
            Error = fault.Message,
            NotBefore = again ? now + ExponentialBackoff.ForItems(policy.RetryDelay).After(failures, jitter) : null,
        };
    }

    private void RemoveResult(ItemLease lease)
    {
        try
        {
            runner.RemoveResult(lease.Job.Definition, lease.Index);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogNotRemoved(lease.Index, lease.Job.Id, e.Message);
        }
    }

    private void Log(ItemLease lease, ItemEvent ending, Exception? exception)
    {
        string traceId = lease.Job.Definition.Items[lease.Index].TraceId;
        Exception? shown = ending.Category == ErrorCategory.Internal ? exception : null;
        if (ending.Kind == ItemEventKind.Requeue)
        {
            LogRetry(shown, lease.Index, lease.Job.Id, traceId, lease.Attempt, ending.Category!.Value, ending.Error!);
        }
        else
        {
            LogFailed(shown, lease.Index, lease.Job.Id, traceId, lease.Attempt, ending.Category!.Value, ending.Error!);
        }
    }

    [LoggerMessage(
        2300,
        LogLevel.Warning,
        "Image {Index} of job {JobId} ({TraceId}) failed at attempt {Attempt} and is not retried: {Category}, {Reason}")]
    private partial void LogFailed(
        Exception? exception, int index, string jobId, string traceId, int attempt, ErrorCategory category, string reason);

    [LoggerMessage(
        2301,
        LogLevel.Warning,
        "Image {Index} of job {JobId} ({TraceId}) failed at attempt {Attempt} and is retried: {Category}, {Reason}")]
    private partial void LogRetry(
        Exception? exception, int index, string jobId, string traceId, int attempt, ErrorCategory category, string reason);

    [LoggerMessage(2302, LogLevel.Warning, "The result of image {Index} of the cancelled job {JobId} could not be removed: {Reason}")]
    private partial void LogNotRemoved(int index, string jobId, string reason);
}
