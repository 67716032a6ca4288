using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RoDLA.Jobs.Model;
using RoDLA.Jobs.Store;

namespace RoDLA.Jobs.Engine;

/// <summary>
/// Takes up what the last process left: ended jobs are listed, unfinished ones go on. Of the images that the process had when it died any one
/// may have killed it: they are <see cref="Suspects"/>, to be tried alone, so that no other counts a crash that is not its own.
/// </summary>
internal sealed partial class JobRecovery(
    JobEngine engine,
    IJobStore store,
    IWorkQueue queue,
    JobFinisher finisher,
    IOptions<JobOptions> options,
    TimeProvider time,
    ILogger<JobRecovery> logger)
{
    private readonly JobOptions _options = options.Value;
    private readonly List<WorkItem> _suspects = [];

    /// <summary>Images that came to no end since the process died with them, those of older jobs first; they do not wait in the queue.</summary>
    public IReadOnlyList<WorkItem> Suspects => _suspects;

    /// <summary>Reads all jobs; when this returns, the images of unfinished ones wait in the queue, or are suspects.</summary>
    public void Run(CancellationToken cancellationToken)
    {
        List<Job> unfinished = [];
        int ended = 0;
        foreach (KeptJob kept in store.Load(cancellationToken))
        {
            Job job = engine.Add(kept.Job, kept.IsSettled, kept.JournalLength);
            if (kept.IsSettled)
            {
                ended++;
            }
            else
            {
                unfinished.Add(job);
            }
        }

        foreach (Job job in unfinished.OrderBy(j => j.Definition.CreatedAt))
        {
            cancellationToken.ThrowIfCancellationRequested();
            GoOn(job);
        }

        LogRecovered(ended, unfinished.Count);
    }

    private void GoOn(Job job)
    {
        JobSnapshot found = job.Snapshot;
        for (int i = 0; i < found.Items.Count; i++)
        {
            CheckItem(job, i, found.Items[i]);
        }

        // The clock that a time to wait for was taken from may have been ahead: no image waits longer for it than it was to.
        DateTimeOffset latest = time.GetUtcNow() + RetryDelays.Longest;
        JobSnapshot snapshot = job.Snapshot;
        queue.TryReserve(job.Remaining, force: true);
        for (int i = 0; i < snapshot.Items.Count; i++)
        {
            switch (snapshot.Items[i])
            {
                case { State: ItemState.Pending, Crashes: > 0, NotBefore: null }:
                    _suspects.Add(new WorkItem(job, i));
                    break;
                case { State: ItemState.Pending } item:
                    queue.AddLater(new WorkItem(job, i), item.NotBefore > latest ? latest : item.NotBefore ?? default);
                    break;
            }
        }

        if (job.IsReadyToEnd)
        {
            finisher.Finish(job);
        }
    }

    private void CheckItem(Job job, int index, ItemRecord item)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (item.State == ItemState.Success && !store.HasResult(job.Definition, index))
        {
            LogLost(job.Id, index);
            job.Apply(index, new ItemEvent(ItemEventKind.Lose, now));
        }

        if (item.State == ItemState.Processing)
        {
            job.Apply(index, new ItemEvent(ItemEventKind.Crash, now));
        }

        ItemRecord after = job.Snapshot.Items[index];
        if (after.State != ItemState.Pending)
        {
            return;
        }

        if (job.Snapshot.IsEnded)
        {
            // A job that was cancelled makes nothing again.
            job.Apply(index, new ItemEvent(ItemEventKind.Cancel, now));
        }
        else if (_options.OnRestart == "fail")
        {
            Abandon(job, index, ErrorCategory.ServerRestarted, Job.RestartError, now);
        }
        else if (after.Crashes >= _options.PoisonCrashes)
        {
            LogPoison(job.Id, index, after.Crashes);
            string times = after.Crashes == 1 ? "once" : $"{after.Crashes} times";
            Abandon(job, index, ErrorCategory.Poison, $"The service died {times} while it had this image; it is not tried again.", now);
        }
    }

    private static void Abandon(Job job, int index, ErrorCategory category, string error, DateTimeOffset now) =>
        job.Apply(index, new ItemEvent(ItemEventKind.Abandon, now) { Category = category, Error = error });

    [LoggerMessage(30, LogLevel.Information, "{Ended} ended jobs were read, {Unfinished} unfinished ones go on")]
    private partial void LogRecovered(int ended, int unfinished);

    [LoggerMessage(31, LogLevel.Warning, "The result of image {Index} of job {JobId} is not on the disk any more")]
    private partial void LogLost(string jobId, int index);

    [LoggerMessage(32, LogLevel.Error, "Image {Index} of job {JobId} is given up: the process died {Crashes} times while it had it")]
    private partial void LogPoison(string jobId, int index, int crashes);
}
