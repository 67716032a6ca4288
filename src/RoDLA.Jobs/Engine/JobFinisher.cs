using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;
using RoDLA.Jobs.Store;

namespace RoDLA.Jobs.Engine;

/// <summary>
/// Ends jobs whose images are all done, one after the other, beside the workers: summed up, results flushed, recorded, told. Whatever step a
/// crash breaks off is taken again at the next start.
/// </summary>
internal sealed partial class JobFinisher(
    JobRegistry registry,
    IJobStore store,
    IJobSummarizer summarizer,
    IJobNotifier notifier,
    TimeProvider time,
    ILogger<JobFinisher> logger)
{
    private static readonly TimeSpan RecordAgainAfter = TimeSpan.FromSeconds(10);
    private readonly Channel<Job> _jobs = Channel.CreateUnbounded<Job>();

    /// <summary>Takes a job whose images are all done, and in nobody's hands.</summary>
    public void Finish(Job job) => _jobs.Writer.TryWrite(job);

    /// <summary>Ends jobs until told to stop.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (Job job in _jobs.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            await EndAsync(job, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task EndAsync(Job job, CancellationToken cancellationToken)
    {
        await job.RecordGate.WaitAsync(cancellationToken).ConfigureAwait(false);
        JobSnapshot ended;
        try
        {
            if (!job.IsReadyToEnd)
            {
                return;
            }

            ended = job.Ending();
            JobSnapshot? recorded = await RecordAsync(job, ended, cancellationToken).ConfigureAwait(false);
            ended = recorded ?? ended;
            job.Settle(ended);
            registry.Refresh(job);
            if (recorded is null)
            {
                // The journal is there still: should the process end before, the next start ends the job once more.
                _ = RecordLaterAsync(job, cancellationToken);
            }
        }
        finally
        {
            job.RecordGate.Release();
        }

        LogEnded(job.Id, ended.State, ended.Progress.Successful, ended.Progress.Failed, ended.Progress.Cancelled);
        notifier.Notify(ended);
    }

    /// <summary>Sums up an ended job and writes its record; the job as it is recorded, null when it could not be.</summary>
    private async Task<JobSnapshot?> RecordAsync(Job job, JobSnapshot ended, CancellationToken cancellationToken)
    {
        try
        {
            JobSnapshot recorded = ended with
            {
                Summary = ended.Summary ?? await SummarizeAsync(ended, cancellationToken).ConfigureAwait(false),
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

    /// <summary>Records an ended job once the disk takes it, unless it was removed or goes on by then.</summary>
    private async Task RecordLaterAsync(Job job, CancellationToken cancellationToken)
    {
        try
        {
            do
            {
                await Task.Delay(RecordAgainAfter, time, cancellationToken).ConfigureAwait(false);
            }
            while (!await TryRecordAgainAsync(job, cancellationToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            // The next start does it.
        }
    }

    private async Task<bool> TryRecordAgainAsync(Job job, CancellationToken cancellationToken)
    {
        await job.RecordGate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!job.IsSettled || registry.Find(job.Id) != job)
            {
                return true;
            }

            JobSnapshot ended = job.Snapshot;
            if (await RecordAsync(job, ended with { Version = ended.Version + 1 }, cancellationToken).ConfigureAwait(false) is not { } recorded)
            {
                return false;
            }

            job.Settle(recorded);
            LogRecorded(job.Id);
            return true;
        }
        finally
        {
            job.RecordGate.Release();
        }
    }

    private async Task<JobSummary?> SummarizeAsync(JobSnapshot ended, CancellationToken cancellationToken)
    {
        try
        {
            return await summarizer.SummarizeAsync(ended, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && !DiskFaults.IsFull(e))
        {
            // The images have their results: a job does not hang because its figures cannot be made.
            LogNoSummary(e, ended.Definition.JobId);
            return null;
        }
    }

    [LoggerMessage(10, LogLevel.Information, "Job {JobId} is {State}: {Successful} images succeeded, {Failed} failed, {Cancelled} were cancelled")]
    private partial void LogEnded(string jobId, JobState state, int successful, int failed, int cancelled);

    [LoggerMessage(11, LogLevel.Error, "The end of job {JobId} could not be recorded")]
    private partial void LogUnrecorded(Exception exception, string jobId);

    [LoggerMessage(13, LogLevel.Information, "The end of job {JobId} is recorded now")]
    private partial void LogRecorded(string jobId);

    [LoggerMessage(12, LogLevel.Error, "Job {JobId} could not be summed up")]
    private partial void LogNoSummary(Exception exception, string jobId);
}
