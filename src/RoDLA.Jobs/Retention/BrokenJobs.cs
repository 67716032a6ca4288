using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Retention;

/// <summary>
/// Jobs whose unreadable record was set aside. After their retention, record, images and journal are removed; results remain, since only
/// the record names them.
/// </summary>
internal sealed class BrokenJobs(JobPaths paths, TimeProvider time)
{
    private readonly SteadyClock _clock = new(time);

    /// <summary>The records that were set aside at least this long ago.</summary>
    public IReadOnlyList<string> OlderThan(TimeSpan limit)
    {
        DateTimeOffset latest = _clock.Now - limit;
        string pattern = $"{JobPaths.RecordPrefix}*.json{JobPaths.BrokenEnding}";
        return Directory.Exists(paths.JobsFolder)
            ? [.. Directory.EnumerateFiles(paths.JobsFolder, pattern).Where(f => File.GetLastWriteTimeUtc(f) <= latest)]
            : [];
    }

    /// <summary>Removes the images and the journal of a job, then its record.</summary>
    public void Remove(string broken)
    {
        string record = broken[..^JobPaths.BrokenEnding.Length];
        string jobId = JobPaths.JobIdOf(record);

        // An operator may have repaired a copy.
        if (!File.Exists(record) && JobId.IsValid(jobId))
        {
            JobFolders.Remove(paths.JobFolder(jobId));
            File.Delete(paths.Journal(jobId));
        }

        File.Delete(broken);
    }
}
