using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;
using RoDLA.Jobs.Store;

namespace RoDLA.Jobs.Engine;

/// <summary>Accepts, finds, cancels, retries and removes jobs; workers and <see cref="JobFinisher"/> do the rest.</summary>
internal sealed partial class JobEngine(
    JobRegistry registry,
    IWorkQueue queue,
    IJobStore store,
    JobAdmission admission,
    JobFinisher finisher,
    JobHealth health,
    ILogger<JobEngine> logger)
    : IJobEngine
{
    public JobDraft CreateDraft()
    {
        health.ThrowIfNotReady();
        return admission.CreateDraft();
    }

    public async Task<JobSnapshot> SubmitAsync(JobDraft draft, JobRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(request);
        Check(draft, request);
        health.ThrowIfNotReady();
        JobSnapshot accepted = await admission.AcceptAsync(draft, request, cancellationToken).ConfigureAwait(false);
        Job job = registry.Accept(accepted);
        draft.IsSubmitted = true;
        queue.Add([.. Enumerable.Range(0, accepted.Items.Count).Select(i => new WorkItem(job, i))], accepted.Definition.NotBefore);

        LogAccepted(job.Id, accepted.Items.Count, accepted.Definition.Priority);
        return registry.WithQueueEstimate(accepted);
    }

    public JobSnapshot? Find(string jobId) => registry.Find(jobId) is { } job ? registry.WithQueueEstimate(job.Snapshot) : null;

    public IReadOnlyList<JobSnapshot> List() =>
        [.. registry.All.Select(j => j.Snapshot).OrderByDescending(s => s.Definition.CreatedAt)];

    public IReadOnlyList<JobSnapshot> WithQueueEstimate(IReadOnlyList<JobSnapshot> jobs) => registry.WithQueueEstimate(jobs);

    public JobSnapshot? Cancel(string jobId, string? reason = null)
    {
        if (registry.Find(jobId) is not { } job)
        {
            return null;
        }

        (int images, bool canFinish) = job.Cancel(reason);
        if (images == 0)
        {
            throw new JobConflictException(job.Snapshot.IsFinal
                ? "The job is already finished and cannot be cancelled."
                : "All images of the job are processed and it is about to finish.");
        }

        queue.Remove(job);
        queue.Release(images);
        LogCancelled(jobId, images);
        if (canFinish)
        {
            finisher.Finish(job);
        }

        return registry.WithQueueEstimate(job.Snapshot);
    }

    public async Task<JobSnapshot?> RetryFailedAsync(string jobId, IReadOnlySet<int>? images, CancellationToken cancellationToken)
    {
        if (registry.Find(jobId) is not { } job)
        {
            return null;
        }

        health.ThrowIfNotReady();
        admission.ThrowIfFull();
        return await UnderGateAsync(job, () => RetryFailedAsync(job, images), cancellationToken).ConfigureAwait(false);
    }

    public async Task<bool> RemoveAsync(string jobId, CancellationToken cancellationToken) =>
        registry.Find(jobId) is { Snapshot.IsPersisted: true } job
        && await UnderGateAsync(job, () => Task.FromResult(Remove(job)), cancellationToken).ConfigureAwait(false);

    public async Task<bool> RemoveInputsAsync(string jobId, CancellationToken cancellationToken) =>
        registry.Find(jobId) is { Snapshot.IsPersisted: true } job
        && await UnderGateAsync(
            job, () => Task.FromResult(job.Snapshot.IsPersisted && store.RemoveInputs(job.Definition)), cancellationToken)
            .ConfigureAwait(false);

    public JobSubscription? Subscribe(string jobId) => registry.Find(jobId)?.Subscribe();

    private static void Check(JobDraft draft, JobRequest request)
    {
        if (draft.Items.Count == 0)
        {
            throw new ArgumentException("A job has at least one image.", nameof(draft));
        }

        if (request.Settings.Perturbations is { Scope: PerturbationScope.PerImage } perturbations
            && perturbations.Chains.Count != draft.Items.Count)
        {
            throw new ArgumentException("A job has as many perturbation chains as images.", nameof(request));
        }
    }

    /// <summary>Acts on a job while it holds the gate of its record; the default when the job was removed meanwhile.</summary>
    private async Task<T?> UnderGateAsync<T>(Job job, Func<Task<T>> action, CancellationToken cancellationToken)
    {
        await job.RecordGate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return registry.Find(job.Id) == job ? await action().ConfigureAwait(false) : default;
        }
        finally
        {
            job.RecordGate.Release();
        }
    }

    private bool Remove(Job job)
    {
        if (!job.Snapshot.IsPersisted)
        {
            return false;
        }

        store.Remove(job.Definition);
        registry.Remove(job);
        job.Dispose();
        return true;
    }

    private async Task<JobSnapshot?> RetryFailedAsync(Job job, IReadOnlySet<int>? selected)
    {
        JobSnapshot before = job.Snapshot;
        if (before.IsPersisted && selected?.FirstOrDefault(i => before.Items[i].State != ItemState.Failed, -1) is >= 0 and int other)
        {
            throw new JobConflictException($"Image {other} did not fail; there is nothing to retry.");
        }

        if (job.Retried(selected) is not ({ } images, { } after))
        {
            throw new JobConflictException(before.IsPersisted
                ? "No image of the job failed; there is nothing to retry."
                : "The job is unfinished; wait for its end or cancel it.");
        }

        admission.Reserve(images.Count);
        try
        {
            store.RemoveFetched(job.Definition, images);
            await store.SaveAsync(after).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            queue.Release(images.Count);
            throw DiskFaults.IsFull(e) ? DiskFaults.Refusal() : e;
        }

        job.Retry(after);
        registry.Update(job);
        foreach (int image in images)
        {
            queue.AddAgain(new WorkItem(job, image));
        }

        LogRetried(images.Count, job.Id);
        return registry.WithQueueEstimate(job.Snapshot);
    }

    [LoggerMessage(2000, LogLevel.Information, "Job {JobId} with {Images} images was accepted, priority {Priority}")]
    private partial void LogAccepted(string jobId, int images, JobPriority priority);

    [LoggerMessage(2001, LogLevel.Information, "Job {JobId} was cancelled with {Images} unfinished images")]
    private partial void LogCancelled(string jobId, int images);

    [LoggerMessage(2002, LogLevel.Information, "{Images} failed images of job {JobId} are retried")]
    private partial void LogRetried(int images, string jobId);
}
