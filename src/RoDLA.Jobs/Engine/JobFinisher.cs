using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;
using RoDLA.Jobs.Store;

namespace RoDLA.Jobs.Engine;

/// <summary>
/// Finishes jobs one after the other, beside the workers: summarizes them, flushes their results, writes their record and sends their
/// notifications. A step that a crash interrupts is repeated after the next start.
/// </summary>
internal sealed partial class JobFinisher(
    JobRegistry registry,
    IJobStore store,
    IJobSummarizer summarizer,
    IJobNotifier notifier,
    TimeProvider time,
    ILogger<JobFinisher> logger)
{
    private static readonly TimeSpan RecordRetryDelay = TimeSpan.FromSeconds(10);

    private readonly Channel<Job> _jobs = Channel.CreateUnbounded<Job>();

    /// <summary>Queues a job whose images are all final and not held by a worker.</summary>
    public void Finish(Job job) => _jobs.Writer.TryWrite(job);

    /// <summary>
    /// Sends the notifications of a loaded job unless they were sent: the process may have crashed between record and notification.
    /// </summary>
    public void NotifyAgain(JobSnapshot job) => notifier.Notify(job);

    /// <summary>Finishes jobs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (Job job in _jobs.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            await FinishAsync(job, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task FinishAsync(Job job, CancellationToken cancellationToken)
    {
        await job.RecordGate.WaitAsync(cancellationToken).ConfigureAwait(false);
        JobSnapshot final;
        try
        {
            if (!job.CanFinish)
            {
                return;
            }

            final = job.ToFinal();
            JobSnapshot? recorded = await RecordAsync(job, final, cancellationToken).ConfigureAwait(false);
            final = recorded ?? final;
            job.SetPersisted(final);
            registry.Update(job);
            if (recorded is null)
            {
                // The journal remains: if the process ends first, the next start finishes the job again.
                _ = RetryRecordAsync(job, cancellationToken);
            }
        }
        finally
        {
            job.RecordGate.Release();
        }

        LogFinished(job.Id, final.State, final.Progress.Successful, final.Progress.Failed, final.Progress.Cancelled);
        notifier.Notify(final);
    }

    /// <summary>Summarizes a job and writes its record; the job as recorded, null when it could not be written.</summary>
    private async Task<JobSnapshot?> RecordAsync(Job job, JobSnapshot final, CancellationToken cancellationToken)
    {
        try
        {
            JobSnapshot recorded = final with
            {
                Summary = final.Summary ?? await SummarizeAsync(final, cancellationToken).ConfigureAwait(false),
            };
            await Task.Run(() => store.FlushResults(job.Definition), CancellationToken.None).ConfigureAwait(false);
            await store.SaveAsync(recorded).ConfigureAwait(false);
            job.RemoveJournal();
            return recorded;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException || DiskFaults.IsFull(e))
        {
            LogUnrecorded(e, job.Id);
            return null;
        }
    }

    /// <summary>Writes the record as soon as the disk has room, unless the job was removed or retried.</summary>
    private async Task RetryRecordAsync(Job job, CancellationToken cancellationToken)
    {
        try
        {
            do
            {
                await Task.Delay(RecordRetryDelay, time, cancellationToken).ConfigureAwait(false);
            }
            while (!await TryRecordAsync(job, cancellationToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            // The next start writes it.
        }
    }

    private async Task<bool> TryRecordAsync(Job job, CancellationToken cancellationToken)
    {
        await job.RecordGate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            JobSnapshot final = job.Snapshot;
            if (!final.IsPersisted || registry.Find(job.Id) != job)
            {
                return true;
            }

            JobSnapshot next = final with { Version = final.Version + 1 };
            if (await RecordAsync(job, next, cancellationToken).ConfigureAwait(false) is not { } recorded)
            {
                return false;
            }

            job.SetPersisted(recorded);
            LogRecorded(job.Id);
            return true;
        }
        finally
        {
            job.RecordGate.Release();
        }
    }

    private async Task<JobSummary?> SummarizeAsync(JobSnapshot final, CancellationToken cancellationToken)
    {
        try
        {
            return await summarizer.SummarizeAsync(final, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && !DiskFaults.IsFull(e))
        {
            // The images have their results: a failing summary must not keep the job from finishing.
            LogNoSummary(e, final.Definition.JobId);
            return null;
        }
    }

    [LoggerMessage(
        2020, LogLevel.Information, "Job {JobId} is {State}: {Successful} images succeeded, {Failed} failed, {Cancelled} cancelled")]
    private partial void LogFinished(string jobId, JobState state, int successful, int failed, int cancelled);

    [LoggerMessage(2021, LogLevel.Error, "The end of job {JobId} could not be recorded")]
    private partial void LogUnrecorded(Exception exception, string jobId);

    [LoggerMessage(2022, LogLevel.Information, "The end of job {JobId} is now recorded")]
    private partial void LogRecorded(string jobId);

    [LoggerMessage(2023, LogLevel.Error, "Job {JobId} could not be summarized")]
    private partial void LogNoSummary(Exception exception, string jobId);
}
