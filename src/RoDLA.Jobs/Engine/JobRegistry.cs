using System.Collections.Concurrent;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Engine;

/// <summary>All jobs in memory, and what each of them says of its place among the others.</summary>
internal sealed class JobRegistry(SpeedMeter speed)
{
    private readonly ConcurrentDictionary<string, Job> _jobs = new();
    private readonly ConcurrentDictionary<string, Job> _unfinished = new();

    /// <summary>All jobs.</summary>
    public ICollection<Job> All => _jobs.Values;

    /// <summary>A job; null when there is none of that id.</summary>
    public Job? Find(string jobId) => _jobs.GetValueOrDefault(jobId);

    /// <summary>One more.</summary>
    public void Add(Job job)
    {
        _jobs[job.Id] = job;
        Refresh(job);
    }

    /// <summary>One less.</summary>
    public void Remove(Job job)
    {
        _jobs.TryRemove(job.Id, out _);
        _unfinished.TryRemove(job.Id, out _);
    }

    /// <summary>A job has ended, or goes on.</summary>
    public void Refresh(Job job)
    {
        if (job.IsSettled)
        {
            _unfinished.TryRemove(job.Id, out _);
        }
        else
        {
            _unfinished[job.Id] = job;
        }
    }

    /// <summary>Adds to a snapshot what depends on other jobs: place in the queue and time left.</summary>
    public JobSnapshot Outlook(JobSnapshot job)
    {
        if (job.IsEnded)
        {
            return Outlook(job, ahead: 0, imagesAhead: 0);
        }

        int ahead = 0;
        int imagesAhead = 0;
        foreach ((_, Job other) in _unfinished)
        {
            JobSnapshot state = other.Snapshot;
            if (!state.IsEnded && Turn(state).CompareTo(Turn(job)) < 0)
            {
                ahead++;
                imagesAhead += state.Progress.Remaining;
            }
        }

        return Outlook(job, ahead, imagesAhead);
    }

    /// <summary>Adds the same to many snapshots, in less time than each of them alone would take.</summary>
    public IReadOnlyList<JobSnapshot> Outlook(IReadOnlyList<JobSnapshot> jobs)
    {
        JobSnapshot[] line = [.. _unfinished.Values.Select(j => j.Snapshot).Where(s => !s.IsEnded).OrderBy(Turn)];
        JobSnapshot[] shown = [.. jobs];
        int ahead = 0;
        int imagesAhead = 0;
        foreach (int i in Enumerable.Range(0, shown.Length).OrderBy(i => Turn(shown[i])))
        {
            while (ahead < line.Length && Turn(line[ahead]).CompareTo(Turn(shown[i])) < 0)
            {
                imagesAhead += line[ahead++].Progress.Remaining;
            }

            shown[i] = Outlook(shown[i], ahead, imagesAhead);
        }

        return shown;
    }

    private JobSnapshot Outlook(JobSnapshot job, int ahead, int imagesAhead)
    {
        if (job.IsEnded)
        {
            return job with { Progress = job.Progress with { SecondsLeft = 0 } };
        }

        double? wait = speed.Estimate(imagesAhead);
        double? own = speed.Estimate(job.Progress.Remaining, job.Definition.Policy.MaxConcurrent);
        return job with
        {
            Progress = job.Progress with { QueuePosition = job.State == JobState.Queued ? ahead : 0, SecondsLeft = wait + own },
        };
    }

    // Jobs go in this order; those that are equal in it do not wait for each other.
    private static (JobPriority Priority, DateTimeOffset CreatedAt) Turn(JobSnapshot job) => (job.Definition.Priority, job.Definition.CreatedAt);
}
