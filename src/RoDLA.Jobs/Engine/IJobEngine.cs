using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Engine;

/// <summary>
/// The one engine behind every surface that takes more than one image. Executed at least once, recorded exactly once: what was
/// accepted is on disk, and goes on after a crash. Before the jobs of before are read (<see cref="IJobHealth"/> says so) there are none yet.
/// </summary>
public interface IJobEngine
{
    /// <summary>Begins a job: a folder that its images are put into. Dispose it; what was not submitted is removed then.</summary>
    /// <exception cref="JobRefusedException">The disk is too full, or the service is starting or stopping.</exception>
    JobDraft CreateDraft();

    /// <summary>Accepts a job; when this returns, its bytes and its record are on disk.</summary>
    /// <exception cref="JobRefusedException">The queue or the disk is full, or the service is stopping.</exception>
    Task<JobSnapshot> SubmitAsync(JobDraft draft, JobRequest request, CancellationToken cancellationToken);

    /// <summary>A job; null when there is none of that id.</summary>
    JobSnapshot? Find(string jobId);

    /// <summary>Every job, newest first, without what depends on other jobs: <see cref="WithOutlook"/> adds it to those that are shown.</summary>
    IReadOnlyList<JobSnapshot> List();

    /// <summary>Adds to jobs of the list their places in the queue and the time left, at one look at all unfinished jobs.</summary>
    IReadOnlyList<JobSnapshot> WithOutlook(IReadOnlyList<JobSnapshot> jobs);

    /// <summary>
    /// Cancels a job: acknowledged at once, a running image ends within one run of the model. Null when there is none of that id. On a full disk it
    /// is cancelled too, and recorded when there is room; if the process ends before that, the job goes on at the next start.
    /// </summary>
    /// <param name="jobId">Id of the job.</param>
    /// <param name="reason">Why, for <see cref="JobSnapshot.Error"/>, when it is not somebody's wish.</param>
    /// <exception cref="JobConflictException">The job has ended.</exception>
    JobSnapshot? Cancel(string jobId, string? reason = null);

    /// <summary>Tries the failed images of an ended job again. Null when there is none of that id.</summary>
    /// <exception cref="JobConflictException">The job goes on still, or no image of it failed.</exception>
    /// <exception cref="JobRefusedException">The queue or the disk is full, or the service is stopping.</exception>
    Task<JobSnapshot?> RetryFailedAsync(string jobId, CancellationToken cancellationToken);

    /// <summary>
    /// Removes an ended job with all its files, the record last, so that what a crash leaves is still named by it. False when there is none
    /// of that id, or it goes on still.
    /// </summary>
    bool Remove(string jobId);

    /// <summary>Removes the images of an ended job, which cannot be tried again then. False as with <see cref="Remove"/>, or when there are none.</summary>
    bool RemoveInputs(string jobId);

    /// <summary>Follows a job from now on; the first event is a snapshot. Null when there is none of that id. Dispose it.</summary>
    JobSubscription? Subscribe(string jobId);
}
