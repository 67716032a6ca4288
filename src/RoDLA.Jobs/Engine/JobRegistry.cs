using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;
using RoDLA.Jobs.Store;

namespace RoDLA.Jobs.Engine;

/// <summary>All jobs in memory, and their estimates: place in the queue and time left.</summary>
internal sealed partial class JobRegistry(
    SpeedMeter speed, IJobStore store, DiskPause disk, JobMetrics metrics, TimeProvider time, ILogger<JobRegistry> logger)
{
    private readonly ConcurrentDictionary<string, Job> _jobs = new();
    private readonly ConcurrentDictionary<string, Job> _unfinished = new();

    public ICollection<Job> All => _jobs.Values;

    /// <summary>A job; null when there is none of this id.</summary>
    public Job? Find(string jobId) => _jobs.GetValueOrDefault(jobId);

    /// <summary>Adds a job that was accepted.</summary>
    public Job Accept(JobSnapshot snapshot)
    {
        metrics.Accepted();
        return Add(snapshot, journalLength: 0);
    }

    /// <summary>Adds a job that was loaded.</summary>
    public Job Add(JobSnapshot snapshot, long journalLength)
    {
        string jobId = snapshot.Definition.JobId;
        Job job = new(
            snapshot, store.Journal(jobId, journalLength), time, WithQueueEstimate, metrics, e => LogUnwritten(jobId, e.Message));
        _jobs[jobId] = job;
        Update(job);
        return job;
    }

    public void Remove(Job job)
    {
        _jobs.TryRemove(job.Id, out _);
        _unfinished.TryRemove(job.Id, out _);
    }

    /// <summary>Updates the set of unfinished jobs after a job was persisted or retried.</summary>
    public void Update(Job job)
    {
        if (job.Snapshot.IsPersisted)
        {
            _unfinished.TryRemove(job.Id, out _);
        }
        else
        {
            _unfinished[job.Id] = job;
        }
    }

    /// <summary>Adds the estimates to a job.</summary>
    public JobSnapshot WithQueueEstimate(JobSnapshot job) => job.IsFinal ? WithQueueEstimate(job, 0, 0) : WithQueueEstimate([job])[0];

    /// <summary>Adds the estimates to many jobs, in one pass over the unfinished jobs.</summary>
    public IReadOnlyList<JobSnapshot> WithQueueEstimate(IReadOnlyList<JobSnapshot> jobs)
    {
        JobSnapshot[] waiting = [.. _unfinished.Values.Select(j => j.Snapshot).Where(s => !s.IsFinal && StartsIn(s) == 0).OrderBy(Order)];
        JobSnapshot[] shown = [.. jobs];
        int ahead = 0;
        int imagesAhead = 0;
        foreach (int i in Enumerable.Range(0, shown.Length).OrderBy(i => Order(shown[i])))
        {
            while (ahead < waiting.Length && Order(waiting[ahead]).CompareTo(Order(shown[i])) < 0)
            {
                imagesAhead += waiting[ahead++].Progress.Remaining;
            }

            shown[i] = WithQueueEstimate(shown[i], ahead, imagesAhead);
        }

        return shown;
    }

    // Jobs that are equal in this order do not wait for each other.
    private static (JobPriority Priority, DateTimeOffset CreatedAt) Order(JobSnapshot job) =>
        (job.Definition.Priority, job.Definition.CreatedAt);

    private double StartsIn(JobSnapshot job) => job.State == JobState.Queued && job.Definition.NotBefore is { } start
        ? Math.Max(0, Math.Round((start - time.GetUtcNow()).TotalSeconds, 1))
        : 0;

    private JobSnapshot WithQueueEstimate(JobSnapshot job, int ahead, int imagesAhead) => job with
    {
        Progress = job.IsFinal
            ? job.Progress with { SecondsLeft = 0, WaitsForDisk = !job.IsPersisted && disk.IsWaiting }
            : job.Progress with
            {
                QueuePosition = job.State == JobState.Queued ? ahead : 0,
                WaitsForDisk = disk.IsWaiting,
                SecondsLeft = StartsIn(job) + speed.Estimate(imagesAhead)
                    + speed.Estimate(job.Progress.Remaining, job.Definition.Policy.MaxConcurrent),
            },
    };

    [LoggerMessage(2010, LogLevel.Warning, "A change of job {JobId} could not be written to its journal: {Reason}")]
    private partial void LogUnwritten(string jobId, string reason);
}
