using RoDLA.Jobs.Model;
using RoDLA.Jobs.Store;

namespace RoDLA.Jobs.Engine;

/// <summary>
/// Resumes the jobs of the last process. Any image that was processed when it crashed may have caused the crash, or none of them: these run
/// alone from now on. Only a crash during an attempt alone counts against an image.
/// </summary>
internal sealed partial class JobRecovery(
    JobRegistry registry,
    IJobStore store,
    IWorkQueue queue,
    JobFinisher finisher,
    IOptions<JobOptions> options,
    TimeProvider time,
    ILogger<JobRecovery> logger)
{
    private readonly JobOptions _options = options.Value;

    /// <summary>Loads all jobs; when this returns, the images of unfinished ones are in the queue.</summary>
    public void Run(CancellationToken cancellationToken)
    {
        List<Job> unfinished = [];
        int finished = 0;
        foreach (LoadedJob loaded in store.Load(cancellationToken))
        {
            Job job = registry.Add(loaded.Job, loaded.JournalLength);
            if (loaded.Job.IsPersisted)
            {
                finished++;
                finisher.NotifyAgain(loaded.Job);
            }
            else
            {
                unfinished.Add(job);
            }
        }

        // Those of which the crash is recorded already are counted too: the process may have crashed again meanwhile.
        Dictionary<long, int> processed = unfinished
            .SelectMany(j => j.Snapshot.Items)
            .Where(i => i.State == ItemState.Processing || i.IsCrashCandidate)
            .CountBy(i => i.Run).ToDictionary();
        foreach (Job job in unfinished.OrderBy(j => j.Definition.CreatedAt))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Resume(job, processed);
        }

        LogRecovered(finished, unfinished.Count);
    }

    /// <param name="job">The job.</param>
    /// <param name="processed">Number of images that each process had in progress when it crashed.</param>
    private void Resume(Job job, Dictionary<long, int> processed)
    {
        JobSnapshot found = job.Snapshot;
        for (int i = 0; i < found.Items.Count; i++)
        {
            Check(job, i, found.Items[i], processed);
        }

        // The stored time may come from a clock that was ahead: no image waits longer than the longest backoff.
        DateTimeOffset latest = time.GetUtcNow() + ExponentialBackoff.ForItems(default).Longest;
        JobSnapshot snapshot = job.Snapshot;
        queue.TryReserve(snapshot.Progress.Remaining, force: true);
        int[] pending = [.. Enumerable.Range(0, snapshot.Items.Count).Where(i => snapshot.Items[i].State == ItemState.Pending)];
        if (snapshot.State == JobState.Queued)
        {
            queue.Add([.. pending.Select(i => new WorkItem(job, i))], job.Definition.NotBefore);
        }
        else
        {
            foreach (int i in pending)
            {
                DateTimeOffset? notBefore = snapshot.Items[i].NotBefore;
                queue.AddAgain(new WorkItem(job, i), notBefore > latest ? latest : notBefore);
            }
        }

        if (job.CanFinish)
        {
            finisher.Finish(job);
        }
    }

    private void Check(Job job, int index, ItemRecord item, Dictionary<long, int> processed)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (item.State == ItemState.Success && !store.HasResult(job.Definition, index))
        {
            LogLost(index, job.Id);
            job.Apply(index, new ItemEvent(ItemEventKind.Lose, now));
        }

        if (item.State == ItemState.Processing)
        {
            job.Apply(index, new ItemEvent(ItemEventKind.Crash, now) { IsAlone = processed[item.Run] == 1 });
        }

        ItemRecord after = job.Snapshot.Items[index];
        if (after.State != ItemState.Pending)
        {
            return;
        }

        if (job.Snapshot.IsFinal)
        {
            // A cancelled job does not repeat lost results.
            job.Apply(index, new ItemEvent(ItemEventKind.Cancel, now));
        }
        else if (_options.OnRestart == "fail")
        {
            Abandon(ErrorCategory.ServerRestarted, Job.RestartError);
        }
        else if (after.Crashes >= _options.PoisonCrashes)
        {
            LogPoison(index, job.Id, after.Crashes);
            string times = after.Crashes == 1 ? "once" : $"{after.Crashes} times";
            Abandon(ErrorCategory.Poison, $"The service crashed {times} while it processed this image alone; it is not retried.");
        }

        void Abandon(ErrorCategory category, string error) =>
            job.Apply(index, new ItemEvent(ItemEventKind.Abandon, now) { Category = category, Error = error });
    }

    [LoggerMessage(2030, LogLevel.Information, "Loaded {Finished} finished jobs and resumed {Unfinished} unfinished ones")]
    private partial void LogRecovered(int finished, int unfinished);

    [LoggerMessage(2031, LogLevel.Warning, "The result of image {Index} of job {JobId} is no longer on disk")]
    private partial void LogLost(int index, string jobId);

    [LoggerMessage(
        2032, LogLevel.Error, "Image {Index} of job {JobId} failed: the process crashed {Crashes} times while it processed it alone")]
    private partial void LogPoison(int index, string jobId, int crashes);
}
