using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Store;

/// <summary>Keeps jobs where a crash does not reach them.</summary>
internal interface IJobStore
{
    /// <summary>Writes the record of a job, whole; it outlasts a loss of power when this returns.</summary>
    /// <exception cref="IOException">It cannot be written; the record of before is there still.</exception>
    Task SaveAsync(JobSnapshot job);

    /// <summary>The journal of a job.</summary>
    /// <param name="jobId">Id of the job.</param>
    /// <param name="length">Bytes of it that are whole lines.</param>
    IJobJournal Journal(string jobId, long length = 0);

    /// <summary>Everything that was kept; what cannot be read is set aside.</summary>
    IEnumerable<KeptJob> Load(CancellationToken cancellationToken);

    /// <summary>Whether the result of an image is there, whole.</summary>
    bool HasResult(JobDefinition job, int index);

    /// <summary>Waits until a job's images are on the disk.</summary>
    void FlushInputs(JobDefinition job);

    /// <summary>Waits until a job's results are on the disk.</summary>
    void FlushResults(JobDefinition job);

    /// <summary>Removes the downloads of images, so that a retry fetches them again.</summary>
    /// <exception cref="IOException">One cannot be removed.</exception>
    void RemoveFetched(JobDefinition job, IEnumerable<int> images);

    /// <summary>Makes a folder for results that no other job has; its name.</summary>
    string CreateOutputFolder(DateTimeOffset at);

    /// <summary>Removes all files of a job, the record last.</summary>
    void Remove(JobDefinition job);
}
