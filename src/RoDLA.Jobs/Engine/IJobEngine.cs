using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Engine;

/// <summary>
/// The job engine behind every batch surface. Images are executed at least once and recorded exactly once; an accepted job is on disk and
/// survives crashes. Until stored jobs are loaded (<see cref="IJobHealth.WhenStarted"/>) there are none.
/// </summary>
public interface IJobEngine
{
    /// <summary>Creates a draft with a folder for its images. Dispose it; unless it was submitted, its files are removed then.</summary>
    /// <exception cref="JobRefusedException">The disk is full, or the service is starting or stopping.</exception>
    JobDraft CreateDraft();

    /// <summary>Accepts a job; its images and its record are on disk when this returns.</summary>
    /// <exception cref="JobRefusedException">The queue or the disk is full, or the service is stopping.</exception>
    Task<JobSnapshot> SubmitAsync(JobDraft draft, JobRequest request, CancellationToken cancellationToken);

    /// <summary>A job; null when there is none of this id.</summary>
    JobSnapshot? Find(string jobId);

    /// <summary>All jobs, newest first, without estimates: <see cref="WithQueueEstimate"/> adds them to those that are shown.</summary>
    IReadOnlyList<JobSnapshot> List();

    /// <summary>Adds the place in the queue and the time left to jobs, by one pass over all unfinished jobs.</summary>
    IReadOnlyList<JobSnapshot> WithQueueEstimate(IReadOnlyList<JobSnapshot> jobs);

    /// <summary>
    /// Cancels a job: returns at once, and a running image ends within one run of the model. On a full disk the job is recorded as soon as
    /// there is room; if the process ends first, the job is resumed at the next start.
    /// </summary>
    /// <param name="jobId">Id of the job.</param>
    /// <param name="reason">Text for <see cref="JobSnapshot.Error"/> when the service cancels it; null when a client does.</param>
    /// <returns>Null when there is no job of this id.</returns>
    /// <exception cref="JobConflictException">The job is final.</exception>
    JobSnapshot? Cancel(string jobId, string? reason = null);

    /// <summary>Retries failed images of a finished job. Null when there is no job of this id.</summary>
    /// <param name="jobId">Id of the job.</param>
    /// <param name="images">Numbers of the images, from 0; null for all that failed.</param>
    /// <param name="cancellationToken">Stops the wait for the record of the job.</param>
    /// <exception cref="JobConflictException">
    /// The job is unfinished, none of its images failed, or one of <paramref name="images"/> did not.
    /// </exception>
    /// <exception cref="JobRefusedException">The queue or the disk is full, or the service is stopping.</exception>
    Task<JobSnapshot?> RetryFailedAsync(string jobId, IReadOnlySet<int>? images, CancellationToken cancellationToken);

    /// <summary>
    /// Removes a finished job with all its files, the record last, so that after a crash the record still names the rest. False when there
    /// is no job of this id or it is unfinished.
    /// </summary>
    Task<bool> RemoveAsync(string jobId, CancellationToken cancellationToken);

    /// <summary>
    /// Removes the images of a finished job, which cannot be retried then. False as for <see cref="RemoveAsync"/>, or when there are none.
    /// </summary>
    Task<bool> RemoveInputsAsync(string jobId, CancellationToken cancellationToken);

    /// <summary>Subscribes to the changes of a job. Null when there is none of this id. Dispose it.</summary>
    JobSubscription? Subscribe(string jobId);
}
