using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;
using RoDLA.Jobs.Results;
using RoDLA.Jobs.Store;

namespace RoDLA.Jobs.Engine;

/// <summary>
/// Finishes jobs one after the other, beside the workers: summarizes them, writes their record and sends their
/// notifications. A step that a crash interrupts is repeated after the next start.
/// </summary>
internal sealed partial class JobFinisher(
    JobRegistry registry,
    IJobStore store,
    JobSummarizer summarizer,
    IJobNotifier notifier,
    DiskPause disk,
    TimeProvider time,
    ILogger<JobFinisher> logger)
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(10);

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
        JobSnapshot final;
        await job.RecordGate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!job.CanFinish)
            {
                return;
            }

            final = await RecordAsync(job, cancellationToken).ConfigureAwait(false);
            job.SetPersisted(final);
            registry.Update(job);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException || DiskFaults.IsFull(e))
        {
            if (!disk.BeginIfFull(e))
            {
                LogUnrecorded(e, job.Id);
            }

            _ = FinishLaterAsync(job, cancellationToken);
            return;
        }
        finally
        {
            job.RecordGate.Release();
        }

        LogFinished(job.Id, final.State, final.Progress.Successful, final.Progress.Failed, final.Progress.Cancelled);
        notifier.Notify(final);
    }

    private async Task<JobSnapshot> RecordAsync(Job job, CancellationToken cancellationToken)
    {
        JobSnapshot final = job.ToFinal();
        final = final with { Summary = await SummarizeAsync(final, cancellationToken).ConfigureAwait(false) };
        await store.SaveAsync(final).ConfigureAwait(false);
        job.RemoveJournal();
        return final;
    }

    /// <summary>Finishes a job when its files can be written again. If the process ends first, the next start does.</summary>
    private async Task FinishLaterAsync(Job job, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(RetryDelay, time, cancellationToken).ConfigureAwait(false);
            Finish(job);
        }
        catch (OperationCanceledException)
        {
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

    [LoggerMessage(2021, LogLevel.Error, "The end of job {JobId} could not be recorded; it is tried again")]
    private partial void LogUnrecorded(Exception exception, string jobId);

    [LoggerMessage(2023, LogLevel.Error, "Job {JobId} could not be summarized")]
    private partial void LogNoSummary(Exception exception, string jobId);
}
