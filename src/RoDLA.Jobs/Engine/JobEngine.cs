using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;
using RoDLA.Jobs.Store;

namespace RoDLA.Jobs.Engine;

/// <summary>Accepts, finds, cancels and retries jobs; workers and finisher do the rest.</summary>
internal sealed partial class JobEngine(
    JobRegistry registry,
    IWorkQueue queue,
    IJobStore store,
    JobFinisher finisher,
    JobHealth health,
    SpeedMeter speed,
    JobPaths paths,
    IOptions<JobOptions> options,
    IDiskGuard disk,
    IJobNotifier notifier,
    TimeProvider time,
    ILogger<JobEngine> logger)
    : IJobEngine
{
    private readonly JobOptions _options = options.Value;

    /// <inheritdoc/>
    public JobDraft CreateDraft()
    {
        health.ThrowIfNotReady();
        disk.ThrowIfFull();
        string jobId = Guid.NewGuid().ToString();
        return new JobDraft(jobId, paths.InputFolder(jobId), disk);
    }

    /// <inheritdoc/>
    public async Task<JobSnapshot> SubmitAsync(JobDraft draft, JobRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(request);
        Check(draft, request);
        health.ThrowIfNotReady();
        int images = draft.Items.Count;
        long bytes = draft.Items.DistinctBy(i => i.File ?? i.Url).Sum(i => i.Bytes);
        disk.ThrowIfFull(writtenBytes: bytes);
        Reserve(images);
        JobSnapshot accepted;
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            accepted = await AcceptAsync(draft, request).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            queue.Release(images);
            throw e is IOException && DiskFaults.IsFull(e) ? DiskFull() : e;
        }

        Job job = Add(accepted, isSettled: false, journalLength: 0);
        draft.IsSubmitted = true;
        for (int i = 0; i < images; i++)
        {
            queue.Add(new WorkItem(job, i));
        }

        disk.Accepted(bytes);
        LogAccepted(job.Id, images, accepted.Definition.Priority);
        return registry.Outlook(accepted);
    }

    /// <inheritdoc/>
    public JobSnapshot? Find(string jobId) => registry.Find(jobId) is { } job ? registry.Outlook(job.Snapshot) : null;

    /// <inheritdoc/>
    public IReadOnlyList<JobSnapshot> List() =>
        [.. registry.All.Select(j => j.Snapshot).OrderByDescending(s => s.Definition.CreatedAt)];

    /// <inheritdoc/>
    public IReadOnlyList<JobSnapshot> WithOutlook(IReadOnlyList<JobSnapshot> jobs) => registry.Outlook(jobs);

    /// <inheritdoc/>
    public JobSnapshot? Cancel(string jobId, string? reason = null)
    {
        if (registry.Find(jobId) is not { } job)
        {
            return null;
        }

        int cancelled = job.Cancel(reason, out bool readyToEnd);
        if (cancelled == 0)
        {
            throw new JobConflictException(job.Snapshot.IsEnded
                ? "The job has ended already; there is nothing to cancel."
                : "All images of the job are done; it ends in a moment.");
        }

        // First out of the channels, then their places: a new job finds both.
        queue.Forget(jobId, job.Definition.Priority);
        queue.Release(cancelled);
        LogCancelled(jobId, cancelled);
        if (readyToEnd)
        {
            finisher.Finish(job);
        }

        return registry.Outlook(job.Snapshot);
    }

    /// <inheritdoc/>
    public async Task<JobSnapshot?> RetryFailedAsync(string jobId, CancellationToken cancellationToken)
    {
        if (registry.Find(jobId) is not { } job)
        {
            return null;
        }

        health.ThrowIfNotReady();
        disk.ThrowIfFull();
        await job.RecordGate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return registry.Find(jobId) == job ? await RetryFailedAsync(job).ConfigureAwait(false) : null;
        }
        finally
        {
            job.RecordGate.Release();
        }
    }

    /// <inheritdoc/>
    public bool Remove(string jobId) => WhenEnded(jobId, job =>
    {
        store.Remove(job.Definition);
        registry.Remove(job);
        job.Dispose();
        return true;
    });

    /// <inheritdoc/>
    public bool RemoveInputs(string jobId) => WhenEnded(jobId, job => JobFolders.RemoveInputs(paths, job.Definition));

    /// <inheritdoc/>
    public JobSubscription? Subscribe(string jobId) => registry.Find(jobId)?.Subscribe();

    /// <summary>Takes a job into memory.</summary>
    internal Job Add(JobSnapshot snapshot, bool isSettled, long journalLength)
    {
        string jobId = snapshot.Definition.JobId;
        Job job = new(
            snapshot, isSettled, store.Journal(jobId, journalLength), time, registry.Outlook, e => LogUnwritten(jobId, e.Message));
        registry.Add(job);
        return job;
    }

    private static void Check(JobDraft draft, JobRequest request)
    {
        if (draft.Items.Count == 0)
        {
            throw new ArgumentException("A job has at least one image.", nameof(draft));
        }

        if (request.Settings.Perturbations is { Scope: PerturbationScope.PerImage } perturbations
            && perturbations.Chains.Count != draft.Items.Count)
        {
            throw new ArgumentException("A job has as many chains of perturbations as images.", nameof(request));
        }
    }

    /// <summary>Does something with the files of an ended job, which stays one meanwhile; false when there is none of that id, or it goes on still.</summary>
    private bool WhenEnded(string jobId, Func<Job, bool> action)
    {
        if (registry.Find(jobId) is not { IsSettled: true } job)
        {
            return false;
        }

        job.RecordGate.Wait();
        try
        {
            return job.IsSettled && registry.Find(jobId) == job && action(job);
        }
        finally
        {
            job.RecordGate.Release();
        }
    }

    private async Task<JobSnapshot> RetryFailedAsync(Job job)
    {
        JobSnapshot before = job.Snapshot;
        int failed = before.Progress.Failed;
        Reserve(failed);
        if (job.Retry(out JobSnapshot after) is not { Count: > 0 } images)
        {
            queue.Release(failed);
            throw new JobConflictException(job.IsSettled
                ? "No image of the job failed; there is nothing to try again."
                : "The job goes on still; wait for its end, or cancel it.");
        }

        registry.Refresh(job);
        try
        {
            store.RemoveFetched(job.Definition, images);
            await store.SaveAsync(after).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Who cancelled it meanwhile gave the places back.
            if (job.TryUndo(before, after))
            {
                queue.Release(failed);
                registry.Refresh(job);
            }

            throw DiskFaults.IsFull(e) ? DiskFull() : e;
        }

        foreach (int image in images)
        {
            queue.AddAgain(new WorkItem(job, image));
        }

        LogRetried(job.Id, images.Count);
        return registry.Outlook(job.Snapshot);
    }

    private static JobRefusedException DiskFull() =>
        new(RefusalReason.DiskFull, "The disk is full. Remove jobs that are not needed any more, or try again later.");

    private void Reserve(int images)
    {
        if (queue.TryReserve(images))
        {
            return;
        }

        int waiting = queue.Count;
        throw new JobRefusedException(RefusalReason.QueueFull, string.Create(
            CultureInfo.InvariantCulture,
            $"{waiting} images wait already, and {images} more do not fit: the limit is {_options.QueueLimit}. Try again later."))
        {
            RetryAfter = TimeSpan.FromSeconds(Math.Clamp(speed.Estimate(images) ?? 10, 1, 600)),
        };
    }

    private async Task<JobSnapshot> AcceptAsync(JobDraft draft, JobRequest request)
    {
        DateTimeOffset now = time.GetUtcNow();
        RetryPolicy policy = new(
            request.MaxConcurrent, request.MaxRetries ?? _options.MaxRetries, request.RetryDelay ?? _options.RetryDelay);
        string? outputFolder = request.Settings.SaveJson ? store.CreateOutputFolder(now) : null;
        JobDefinition definition = new(draft.JobId, now, request.Settings, [.. draft.Items], policy)
        {
            Priority = request.Priority,
            Notification = notifier.WithDefaults(request.Notification),
            OutputFolder = outputFolder,
        };
        ItemList items = new(Enumerable.Repeat(new ItemRecord(), draft.Items.Count));
        JobSnapshot job = new(definition, JobState.Queued, items, now) { Version = 1, Progress = JobProgress.Of(definition, items) };
        try
        {
            await Task.Run(() => store.FlushInputs(definition)).ConfigureAwait(false);
            await store.SaveAsync(job).ConfigureAwait(false);
            return job;
        }
        catch
        {
            // The record may have its name already: what is refused must not come back at the next start.
            store.Remove(definition);
            throw;
        }
    }

    [LoggerMessage(20, LogLevel.Information, "Job {JobId} with {Images} images was accepted, priority {Priority}")]
    private partial void LogAccepted(string jobId, int images, JobPriority priority);

    [LoggerMessage(21, LogLevel.Information, "Job {JobId} was cancelled with {Images} images that were not done")]
    private partial void LogCancelled(string jobId, int images);

    [LoggerMessage(22, LogLevel.Information, "{Images} failed images of job {JobId} are tried again")]
    private partial void LogRetried(string jobId, int images);

    [LoggerMessage(23, LogLevel.Warning, "A change of job {JobId} could not be written to its journal: {Reason}")]
    private partial void LogUnwritten(string jobId, string reason);
}
