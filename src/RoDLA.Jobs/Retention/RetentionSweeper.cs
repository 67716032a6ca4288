using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RoDLA.Jobs.Engine;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Retention;

/// <summary>
/// Goes through the jobs and removes what is past its time: ended jobs, and the images of jobs that are kept longer. A job to which nothing
/// happened for too long is cancelled first, and removed when its time as an ended job is over too. A job whose end was not told yet stays.
/// </summary>
internal sealed partial class RetentionSweeper(
    IJobEngine engine,
    IJobNotifier notifier,
    DiskGuard disk,
    JobPaths paths,
    IOptions<JobOptions> options,
    TimeProvider time,
    ILogger<RetentionSweeper> logger)
{
    private readonly JobAges _ages = new(time);
    private readonly BrokenJobs _broken = new(paths, time);

    /// <summary>One round.</summary>
    public void Sweep(CancellationToken cancellationToken)
    {
        IReadOnlyList<JobSnapshot> jobs = engine.List();
        foreach ((JobSnapshot job, JobAge age) in jobs.Zip(_ages.Of(jobs)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                Sweep(job, age);
            }
            // One job that cannot be removed must not keep the others.
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or JobConflictException)
            {
                LogNotSwept(job.Definition.JobId, e.Message);
            }
        }

        SweepBroken();
        if (options.Value.QuotaMegabytes > 0)
        {
            disk.Measure();
        }
    }

    private void Sweep(JobSnapshot job, JobAge age)
    {
        JobOptions limits = options.Value;
        if (!job.IsEnded)
        {
            // Only what this process saw counts: a service that was off for a week goes on with its jobs.
            if (age.Seen >= limits.UnfinishedRetention)
            {
                End(job, limits.UnfinishedRetention);
            }
        }
        else if (notifier.Status(job) is { IsPending: true })
        {
            return;
        }
        else if (age.Total >= limits.Retention)
        {
            Remove(job);
        }
        else if (age.Total >= limits.InputRetention && engine.RemoveInputs(job.Definition.JobId))
        {
            LogInputsRemoved(job.Definition.JobId);
        }
    }

    private void End(JobSnapshot job, TimeSpan limit)
    {
        string reason = string.Create(
            CultureInfo.InvariantCulture, $"Nothing happened to this job for {limit.TotalHours:0.##} hours, so the service ended it.");
        if (engine.Cancel(job.Definition.JobId, reason) is not null)
        {
            LogEnded(job.Definition.JobId, limit);
        }
    }

    private void Remove(JobSnapshot job)
    {
        if (engine.Remove(job.Definition.JobId))
        {
            LogRemoved(job.Definition.JobId);
        }
    }

    private void SweepBroken()
    {
        // Nobody knows whether such a job has ended: it is kept for the longer of the two times.
        JobOptions limits = options.Value;
        TimeSpan limit = limits.Retention > limits.UnfinishedRetention ? limits.Retention : limits.UnfinishedRetention;
        foreach (string record in _broken.PastTheirTime(limit))
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

    [LoggerMessage(1, LogLevel.Information, "Job {JobId} was past its time and was removed")]
    private partial void LogRemoved(string jobId);

    [LoggerMessage(2, LogLevel.Information, "The images of job {JobId} were past their time and were removed")]
    private partial void LogInputsRemoved(string jobId);

    [LoggerMessage(3, LogLevel.Warning, "Nothing happened to job {JobId} for {Limit}; it was cancelled")]
    private partial void LogEnded(string jobId, TimeSpan limit);

    [LoggerMessage(5, LogLevel.Warning, "The broken record {Path} was past its time and was removed with the images of its job")]
    private partial void LogBrokenRemoved(string path);

    [LoggerMessage(4, LogLevel.Error, "Job {JobId} is past its time and could not be removed: {Reason}")]
    private partial void LogNotSwept(string jobId, string reason);
}
