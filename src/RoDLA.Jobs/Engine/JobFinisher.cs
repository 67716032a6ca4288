using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using RoDLA.Jobs.Notifications;
using RoDLA.Jobs.Results;
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
        if (!job.IsReadyToEnd)
        {
            return;
        }

        JobSnapshot ended = job.Ending();
        ended = ended with { Summary = await SummarizeAsync(ended, cancellationToken).ConfigureAwait(false) };
        bool isRecorded = await RecordAsync(job, ended).ConfigureAwait(false);
        job.Settle(ended);
        registry.Refresh(job);
        if (!isRecorded)
        {
            // The journal is there still: should the process end before, the next start ends the job once more.
            _ = RecordLaterAsync(job, ended, cancellationToken);
        }

        LogEnded(job.Id, ended.State, ended.Progress.Successful, ended.Progress.Failed, ended.Progress.Cancelled);
        notifier.Notify(ended);
    }

    private async Task<bool> RecordAsync(Job job, JobSnapshot ended)
    {
        try
        {
            await Task.Run(() => store.FlushResults(job.Definition), CancellationToken.None).ConfigureAwait(false);
            await store.SaveAsync(ended).ConfigureAwait(false);
            job.RemoveJournal();
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogUnrecorded(e, job.Id);
            return false;
        }
    }

    /// <summary>Writes the record of an ended job once the disk takes it, unless the job was removed or goes on by then.</summary>
    private async Task RecordLaterAsync(Job job, JobSnapshot ended, CancellationToken cancellationToken)
    {
        try
        {
            do
            {
                await Task.Delay(RecordAgainAfter, time, cancellationToken).ConfigureAwait(false);
                if (registry.Find(job.Id) != job || job.Snapshot.Version != ended.Version)
                {
                    return;
                }
            }
            while (!await RecordAsync(job, ended).ConfigureAwait(false));

            LogRecorded(job.Id);
            if (registry.Find(job.Id) != job)
            {
                store.Remove(job.Definition);
            }
        }
        catch (OperationCanceledException)
        {
            // The next start does it.
        }
    }

    private async Task<JobSummary?> SummarizeAsync(JobSnapshot ended, CancellationToken cancellationToken)
    {
        try
        {
            return await summarizer.SummarizeAsync(ended, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // The images have their results: a job does not hang because its figures cannot be made.
            LogNoSummary(e, ended.Definition.JobId);
            return null;
        }
    }

    [LoggerMessage(10, LogLevel.Information, "Job {JobId} is {State}: {Successful} images succeeded, {Failed} failed, {Cancelled} were cancelled")]
    private partial void LogEnded(string jobId, States.JobState state, int successful, int failed, int cancelled);

    [LoggerMessage(11, LogLevel.Error, "The end of job {JobId} could not be recorded")]
    private partial void LogUnrecorded(Exception exception, string jobId);

    [LoggerMessage(13, LogLevel.Information, "The end of job {JobId} is recorded now")]
    private partial void LogRecorded(string jobId);

    [LoggerMessage(12, LogLevel.Error, "Job {JobId} could not be summed up")]
    private partial void LogNoSummary(Exception exception, string jobId);
}
