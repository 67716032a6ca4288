using System.Collections.Concurrent;
using RoDLA.Jobs.Definition;
using RoDLA.Jobs.States;

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
            return job with { Progress = job.Progress with { SecondsLeft = 0 } };
        }

        int ahead = 0;
        int images = job.Progress.Remaining;
        int imagesAhead = 0;
        foreach ((_, Job other) in _unfinished)
        {
            JobSnapshot state = other.Snapshot;
            if (!state.IsEnded && GoesBefore(state.Definition, job.Definition))
            {
                ahead++;
                imagesAhead += state.Progress.Remaining;
            }
        }

        double? wait = speed.Estimate(imagesAhead);
        double? own = speed.Estimate(images, job.Definition.Policy.MaxConcurrent);
        return job with
        {
            Progress = job.Progress with { QueuePosition = job.State == JobState.Queued ? ahead : 0, SecondsLeft = wait + own },
        };
    }

    private static bool GoesBefore(JobDefinition one, JobDefinition other) =>
        one.JobId != other.JobId
        && (one.Priority < other.Priority || (one.Priority == other.Priority && one.CreatedAt < other.CreatedAt));
}
