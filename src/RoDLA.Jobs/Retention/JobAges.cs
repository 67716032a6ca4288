using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Retention;

/// <summary>
/// Tells how old jobs are. The wall clock is asked once, when the process first sees a job; from then on the steady clock counts. So a
/// clock that is set while the service runs, ten years forward or back, makes no job older or younger; one that is wrong when the service
/// starts can only end the time of jobs that have ended. Not for several threads.
/// </summary>
internal sealed class JobAges(TimeProvider time)
{
    private readonly Dictionary<string, Sight> _sights = new(StringComparer.Ordinal);
    private long? _lastRound;

    /// <summary>The ages of all jobs there are, in their order.</summary>
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

        foreach (string gone in _sights.Keys.Where(k => !present.Contains(k)).ToArray())
        {
            _sights.Remove(gone);
        }

        _lastRound = now;
        return ages;
    }

    // What is new since the last round cannot be older than the round, whatever the wall clock says.
    private TimeSpan AgeAtSight(JobSnapshot job, TimeSpan? sinceLast)
    {
        TimeSpan age = time.GetUtcNow() - job.UpdatedAt;
        TimeSpan most = sinceLast ?? TimeSpan.MaxValue;
        return age < TimeSpan.Zero ? TimeSpan.Zero : age > most ? most : age;
    }

    private readonly record struct Sight(long Version, TimeSpan Before, long At);
}
