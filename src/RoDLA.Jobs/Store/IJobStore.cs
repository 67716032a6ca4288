using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Store;

internal interface IJobStore
{
    /// <summary>
    /// Flushes the images and results of a job, as far as they are not, then writes its record atomically and flushes it.
    /// </summary>
    /// <exception cref="IOException">It cannot be written; the previous record remains.</exception>
    Task SaveAsync(JobSnapshot job);

    /// <summary>The journal of a job.</summary>
    /// <param name="jobId">Id of the job.</param>
    /// <param name="length">Length of its complete lines in bytes.</param>
    IJobJournal Journal(string jobId, long length = 0);

    /// <summary>Loads all jobs; unreadable records are set aside.</summary>
    IEnumerable<LoadedJob> Load(CancellationToken cancellationToken);

    /// <summary>Whether the result of an image is on disk and complete.</summary>
    bool HasResult(JobDefinition job, int index);

    /// <summary>Creates the folder for the images of a job; its path.</summary>
    string CreateInputFolder(string jobId);

    /// <summary>Creates a result folder that no other job has; its name.</summary>
    string CreateOutputFolder(DateTimeOffset at);

    /// <summary>Removes the downloads of images, so that a retry fetches them again.</summary>
    /// <exception cref="IOException">One cannot be removed.</exception>
    void RemoveFetched(JobDefinition job, IEnumerable<int> images);

    /// <summary>Removes the images of a job; whether there were any.</summary>
    bool RemoveInputs(JobDefinition job);

    /// <summary>Removes all files of a job, the record last.</summary>
    void Remove(JobDefinition job);
}
