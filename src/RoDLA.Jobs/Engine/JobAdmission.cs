using System.Diagnostics;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;
using RoDLA.Jobs.Store;

namespace RoDLA.Jobs.Engine;

/// <summary>Admits jobs as far as disk and queue have room, and stores those that are admitted.</summary>
internal sealed class JobAdmission(
    IWorkQueue queue,
    IJobStore store,
    IDiskGuard disk,
    SpeedMeter speed,
    IJobNotifier notifier,
    IOptions<JobOptions> options,
    TimeProvider time)
{
    private readonly JobOptions _options = options.Value;

    /// <summary>Creates a draft.</summary>
    /// <exception cref="JobRefusedException">The disk is full.</exception>
    public JobDraft CreateDraft()
    {
        disk.ThrowIfFull();
        string jobId = JobId.Create();
        return new JobDraft(jobId, store.CreateInputFolder(jobId), disk);
    }

    /// <summary>Reserves places in the queue for the images of a draft and stores its job.</summary>
    /// <exception cref="JobRefusedException">Queue or disk is full.</exception>
    public async Task<JobSnapshot> AcceptAsync(JobDraft draft, JobRequest request, CancellationToken cancellationToken)
    {
        long bytes = draft.Items.Where(i => !i.IsOfUpload).DistinctBy(i => i.File ?? i.Url).Sum(i => i.Bytes);
        disk.ThrowIfFull(writtenBytes: bytes);
        int images = draft.Items.Count;
        Reserve(images);
        JobSnapshot job;
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            job = await StoreAsync(draft, request).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            queue.Release(images);
            throw DiskFaults.IsFull(e) ? DiskFaults.Refusal() : e;
        }

        disk.Accepted(bytes);
        return job;
    }

    /// <summary>Checks that there is room to retry images.</summary>
    /// <exception cref="JobRefusedException">The disk is full.</exception>
    public void ThrowIfFull() => disk.ThrowIfFull();

    /// <summary>Reserves places in the queue.</summary>
    /// <exception cref="JobRefusedException">There are not enough.</exception>
    public void Reserve(int images)
    {
        if (queue.TryReserve(images))
        {
            return;
        }

        throw new JobRefusedException(RefusalReason.QueueFull, string.Create(
            CultureInfo.InvariantCulture,
            $"{queue.Count} images are waiting and {images} more exceed the limit of {_options.QueueLimit}. Try again later."))
        {
            RetryAfter = TimeSpan.FromSeconds(Math.Clamp(speed.Estimate(images) ?? 10, 1, 600)),
        };
    }

    private async Task<JobSnapshot> StoreAsync(JobDraft draft, JobRequest request)
    {
        DateTimeOffset now = time.GetUtcNow();
        RetryPolicy policy = new(
            request.MaxConcurrent, request.MaxRetries ?? _options.MaxRetries, request.RetryDelay ?? _options.RetryDelay);
        JobDefinition definition = new(draft.JobId, now, request.Settings, [.. draft.Items], policy)
        {
            Owner = request.Owner,
            TraceParent = Activity.Current is { IdFormat: ActivityIdFormat.W3C } made ? made.Id : null,
            Priority = request.Priority,
            NotBefore = request.NotBefore > now ? request.NotBefore : null,
            UploadId = request.UploadId,
            Notification = notifier.WithDefaults(request.Notification),
            OutputFolder = request.Settings.SaveJson ? store.CreateOutputFolder(now) : null,
        };
        ImmutableList<ItemRecord> items = [.. Enumerable.Repeat(new ItemRecord(), draft.Items.Count)];
        JobSnapshot job = new(definition, JobState.Queued, items, now) { Version = 1, Progress = JobProgress.Of(definition, items) };
        try
        {
            await store.SaveAsync(job).ConfigureAwait(false);
            return job;
        }
        catch
        {
            // The record may have its final name already: a refused job must not appear at the next start.
            store.Remove(definition);
            throw;
        }
    }
}
