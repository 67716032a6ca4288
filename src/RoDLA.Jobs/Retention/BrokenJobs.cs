using RoDLA.Jobs.Files;

namespace RoDLA.Jobs.Retention;

/// <summary>
/// Jobs whose record could not be read and was set aside: what is left of them is removed when they are past their time. Their results stay,
/// for nothing but the record says which they are. The wall clock is asked once, as by <see cref="JobAges"/>.
/// </summary>
internal sealed class BrokenJobs(JobPaths paths, TimeProvider time)
{
    private readonly DateTimeOffset _begun = time.GetUtcNow();
    private readonly long _begunAt = time.GetTimestamp();

    /// <summary>The records that were set aside at least so long ago.</summary>
    public IReadOnlyList<string> PastTheirTime(TimeSpan limit)
    {
        DateTimeOffset latest = _begun + time.GetElapsedTime(_begunAt) - limit;
        return Directory.Exists(paths.JobsFolder)
            ? [.. Directory.EnumerateFiles(paths.JobsFolder, $"{JobPaths.RecordPrefix}*.json{JobPaths.BrokenEnding}").Where(f => File.GetLastWriteTimeUtc(f) <= latest)]
            : [];
    }

    /// <summary>Removes a record that was set aside, the images and the journal of its job before it.</summary>
    public void Remove(string broken)
    {
        string record = broken[..^JobPaths.BrokenEnding.Length];
        string jobId = Path.GetFileNameWithoutExtension(record)[JobPaths.RecordPrefix.Length..];

        // Somebody may have mended a copy.
        if (!File.Exists(record) && Guid.TryParse(jobId, out _))
        {
            JobFolders.Remove(paths.JobFolder(jobId));
            File.Delete(paths.Journal(jobId));
        }

        File.Delete(broken);
    }
}
