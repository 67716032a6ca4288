using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RoDLA.Jobs.Engine;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Work;

/// <summary>Takes an image through one attempt, and says what comes of it: done, tried again, or given up.</summary>
internal sealed partial class ItemWorker(
    ItemRunner runner,
    ResultWriter results,
    IWorkQueue queue,
    JobFinisher finisher,
    SpeedMeter speed,
    RetryDelays delays,
    IOptions<JobOptions> options,
    TimeProvider time,
    ILogger<ItemWorker> logger)
{
    private readonly ConcurrentDictionary<ItemLease, bool> _held = new();
    private readonly TimeSpan _timeout = options.Value.ItemTimeout;

    /// <summary>Works on an image, unless it does not wait any more.</summary>
    /// <param name="waiting">The image.</param>
    /// <param name="stopping">The service does not wait for it any longer: it goes back to the queue.</param>
    public async Task WorkAsync(WorkItem waiting, CancellationToken stopping)
    {
        if (waiting.Job.TryBegin(waiting.Index, out ItemLease? lease) != BeginOutcome.Begun)
        {
            return;
        }

        _held.TryAdd(lease!, true);
        try
        {
            (ItemEvent ending, Exception? fault) = await AttemptAsync(lease!, stopping).ConfigureAwait(false);
            End(lease!, ending, fault);
        }
        finally
        {
            _held.TryRemove(lease!, out _);
        }
    }

    /// <summary>Gives back what workers have that do not come to an end; what they do from now on does not count.</summary>
    /// <returns>Number of images.</returns>
    public int ReleaseHeld()
    {
        int released = 0;
        foreach ((ItemLease lease, _) in _held)
        {
            released += lease.Job.End(lease, new ItemEvent(ItemEventKind.Release, time.GetUtcNow()), out _) ? 1 : 0;
        }

        return released;
    }

    private async Task<(ItemEvent Ending, Exception? Fault)> AttemptAsync(ItemLease lease, CancellationToken stopping)
    {
        using CancellationTokenSource timeout = new(_timeout, time);
        using CancellationTokenSource any = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, lease.Cancelled, stopping);
        try
        {
            ItemResult result = await runner.RunAsync(lease.Job.Definition, lease.Index, any.Token).ConfigureAwait(false);
            return (new ItemEvent(ItemEventKind.Succeed, time.GetUtcNow()) { Result = result }, null);
        }

        // Nothing that goes wrong with one image may stop the others; what it is, the categories say.
        catch (Exception e)
        {
            if (lease.Cancelled.IsCancellationRequested || stopping.IsCancellationRequested)
            {
                return (new ItemEvent(ItemEventKind.Release, time.GetUtcNow()), null);
            }

            ItemFault fault = timeout.IsCancellationRequested
                ? new ItemFault(ErrorCategory.TimedOut, $"It took longer than {_timeout.TotalSeconds:0.##} s.")
                : ItemFault.Of(e);
            return (Ending(lease, fault), e);
        }
    }

    private void End(ItemLease lease, ItemEvent ending, Exception? fault)
    {
        bool counts;
        int? unparked;
        try
        {
            counts = lease.Job.End(lease, ending, out unparked);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The result is there, but not written down: without that it is as good as not made.
            ending = Ending(lease, ItemFault.Of(e));
            fault = e;
            counts = lease.Job.End(lease, ending, out unparked);
        }

        Job job = lease.Job;
        if (unparked is { } next)
        {
            queue.AddAgain(new WorkItem(job, next));
        }

        switch (ending.Kind)
        {
            case ItemEventKind.Succeed when counts:
                queue.Release(1);
                if (!ending.Result!.Cached)
                {
                    speed.Observe(ending.Result.Seconds);
                }

                break;
            case ItemEventKind.Fail when counts:
                queue.Release(1);
                Log(lease, ending, fault);
                break;
            case ItemEventKind.Requeue when counts:
                queue.AddLater(new WorkItem(job, lease.Index), ending.NotBefore!.Value);
                Log(lease, ending, fault);
                break;
        }

        if (!counts)
        {
            RemoveResult(lease);
            job.Leave(lease);
        }

        if (job.IsReadyToEnd)
        {
            finisher.Finish(job);
        }
    }

    private ItemEvent Ending(ItemLease lease, ItemFault fault)
    {
        DateTimeOffset now = time.GetUtcNow();
        ItemRecord item = lease.Job.Snapshot.Items[lease.Index];
        int failures = Math.Max(1, item.Attempts - item.Crashes);
        bool again = fault.Category.MayPass() && failures <= lease.Job.Definition.Policy.MaxRetries;
        return new ItemEvent(again ? ItemEventKind.Requeue : ItemEventKind.Fail, now)
        {
            Category = fault.Category,
            Error = fault.Message,
            NotBefore = again ? now + delays.After(lease.Job.Definition.Policy.RetryDelay, failures) : null,
        };
    }

    private void RemoveResult(ItemLease lease)
    {
        try
        {
            results.Remove(lease.Job.Definition, lease.Index);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogNotRemoved(lease.Index, lease.Job.Id, e.Message);
        }
    }

    private void Log(ItemLease lease, ItemEvent ending, Exception? fault)
    {
        string traceId = lease.Job.Definition.Items[lease.Index].TraceId;
        Exception? shown = ending.Category == ErrorCategory.Internal ? fault : null;
        if (ending.Kind == ItemEventKind.Requeue)
        {
            LogRetry(shown, lease.Index, lease.Job.Id, traceId, lease.Attempt, ending.Category!.Value, ending.Error!);
        }
        else
        {
            LogFailed(shown, lease.Index, lease.Job.Id, traceId, lease.Attempt, ending.Category!.Value, ending.Error!);
        }
    }

    [LoggerMessage(40, LogLevel.Warning, "Image {Index} of job {JobId} ({TraceId}) failed at attempt {Attempt} and is given up: {Category}, {Reason}")]
    private partial void LogFailed(
        Exception? exception, int index, string jobId, string traceId, int attempt, ErrorCategory category, string reason);

    [LoggerMessage(41, LogLevel.Warning, "Image {Index} of job {JobId} ({TraceId}) failed at attempt {Attempt} and is tried again: {Category}, {Reason}")]
    private partial void LogRetry(
        Exception? exception, int index, string jobId, string traceId, int attempt, ErrorCategory category, string reason);

    [LoggerMessage(42, LogLevel.Warning, "The result of image {Index} of job {JobId}, which was cancelled, could not be removed: {Reason}")]
    private partial void LogNotRemoved(int index, string jobId, string reason);
}
