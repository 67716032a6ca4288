using RoDLA.Jobs.Engine;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Retention;

/// <summary>
/// Removes finished jobs after their retention, and the images of jobs that are kept longer. An unfinished job without a change for too
/// long is cancelled first and removed after the retention of finished jobs. A job with pending notifications is kept.
/// </summary>
internal sealed partial class RetentionSweeper(
    IJobEngine engine,
    IJobNotifier notifier,
    DiskGuard disk,
    JobPaths paths,
    IOptions<JobOptions> options,
    TimeProvider time,
    ILogger<RetentionSweeper> logger) : ISweep
{
    private readonly JobAges _ages = new(time);
    private readonly BrokenJobs _broken = new(paths, time);

    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<JobSnapshot> jobs = engine.List();
        foreach ((JobSnapshot job, JobAge age) in jobs.Zip(_ages.Of(jobs)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                await SweepAsync(job, age, cancellationToken).ConfigureAwait(false);
            }

            // A job that cannot be removed must not keep the others.
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or JobConflictException)
            {
                LogNotSwept(job.Definition.JobId, e.Message);
            }
        }

        SweepBroken();
        notifier.Prune();
        if (options.Value.QuotaMegabytes > 0)
        {
            disk.Measure();
        }
    }

    private async Task SweepAsync(JobSnapshot job, JobAge age, CancellationToken cancellationToken)
    {
        JobOptions limits = options.Value;
        string jobId = job.Definition.JobId;
        if (!job.IsFinal)
        {
            // Only the time of this process counts: a service that was off for a week resumes its jobs.
            if (age.Seen >= limits.UnfinishedRetention && WasDue(job, limits.UnfinishedRetention))
            {
                Cancel(jobId, limits.UnfinishedRetention);
            }
        }
        else if (notifier.Status(job) is { IsPending: true })
        {
            return;
        }
        else if (age.Total >= limits.Retention)
        {
            if (await engine.RemoveAsync(jobId, cancellationToken).ConfigureAwait(false))
            {
                LogRemoved(jobId);
            }
        }
        else if (age.Total >= limits.InputRetention && await engine.RemoveInputsAsync(jobId, cancellationToken).ConfigureAwait(false))
        {
            LogInputsRemoved(jobId);
        }
    }

    private void Cancel(string jobId, TimeSpan limit)
    {
        string reason = string.Create(
            CultureInfo.InvariantCulture, $"The service ended this job: nothing changed for {limit.TotalHours:0.##} hours.");
        if (engine.Cancel(jobId, reason) is not null)
        {
            LogCancelled(jobId, limit);
        }
    }

    // A job that waits for its start changes as little as one that is stuck.
    private bool WasDue(JobSnapshot job, TimeSpan before) =>
        job.Definition.NotBefore is not { } start || time.GetUtcNow() - start >= before;

    private void SweepBroken()
    {
        // Whether such a job has finished is unknown: the longer retention holds.
        JobOptions limits = options.Value;
        TimeSpan limit = limits.Retention > limits.UnfinishedRetention ? limits.Retention : limits.UnfinishedRetention;
        foreach (string record in _broken.OlderThan(limit))
        {
            try
            {
                _broken.Remove(record);
                LogBrokenRemoved(record);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                LogNotSwept(record, e.Message);
            }
        }
    }

    [LoggerMessage(2610, LogLevel.Information, "Job {JobId} was removed after its retention")]
    private partial void LogRemoved(string jobId);

    [LoggerMessage(2611, LogLevel.Information, "The images of job {JobId} were removed after their retention")]
    private partial void LogInputsRemoved(string jobId);

    [LoggerMessage(2612, LogLevel.Warning, "Job {JobId} was cancelled: nothing changed for {Limit}")]
    private partial void LogCancelled(string jobId, TimeSpan limit);

    [LoggerMessage(2613, LogLevel.Error, "Job {JobId} could not be removed after its retention: {Reason}")]
    private partial void LogNotSwept(string jobId, string reason);

    [LoggerMessage(2614, LogLevel.Warning, "The invalid record {Path} was removed after its retention with the images of its job")]
    private partial void LogBrokenRemoved(string path);
}
