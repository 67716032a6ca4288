using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Retention;

/// <summary>
/// Time since the last change of jobs. The wall clock is read once, when the process first sees a job; then the monotonic clock counts. A
/// clock that is set while the service runs changes no age; one that is wrong at the start can only shorten the retention of finished jobs.
/// Not thread-safe.
/// </summary>
internal sealed class JobAges(TimeProvider time)
{
    private readonly Dictionary<string, Sight> _sights = new(StringComparer.Ordinal);
    private long? _lastRound;

    /// <summary>The ages of all existing jobs, in their order.</summary>
    public IReadOnlyList<JobAge> Of(IReadOnlyList<JobSnapshot> jobs)
    {
        long now = time.GetTimestamp();
        TimeSpan? sinceLast = _lastRound is { } last ? time.GetElapsedTime(last, now) : null;
        List<JobAge> ages = [];
        HashSet<string> present = new(StringComparer.Ordinal);
        foreach (JobSnapshot job in jobs)
        {
            string id = job.Definition.JobId;
            present.Add(id);
            if (!_sights.TryGetValue(id, out Sight sight) || sight.Version != job.Version)
            {
                sight = new Sight(job.Version, AgeAtSight(job, sinceLast), now);
                _sights[id] = sight;
            }

            TimeSpan seen = time.GetElapsedTime(sight.At, now);
            ages.Add(new JobAge(sight.Before + seen, seen));
        }

        foreach (string removed in _sights.Keys.Where(k => !present.Contains(k)).ToArray())
        {
            _sights.Remove(removed);
        }

        _lastRound = now;
        return ages;
    }

    // A change since the last round cannot be older than the round, whatever the wall clock says.
    private TimeSpan AgeAtSight(JobSnapshot job, TimeSpan? sinceLast)
    {
        TimeSpan age = time.GetUtcNow() - job.UpdatedAt;
        TimeSpan most = sinceLast ?? TimeSpan.MaxValue;
        return age < TimeSpan.Zero ? TimeSpan.Zero : age > most ? most : age;
    }

    private readonly record struct Sight(long Version, TimeSpan Before, long At);
}

/// <summary>Time since the last change of a job.</summary>
/// <param name="Total">By the wall clock at first sight, and since then.</param>
/// <param name="Seen">The part during this process.</param>
internal readonly record struct JobAge(TimeSpan Total, TimeSpan Seen);
