using System.Globalization;
using RoDLA.Api.Errors;
using RoDLA.Jobs.Engine;
using RoDLA.Jobs.Model;

namespace RoDLA.Api.Batches;

/// <summary>What is asked of a job that has an id, the same behind each surface; a job that is not there is a 404, or a 503 while jobs are read.</summary>
internal sealed class JobActions(IJobEngine engine, IJobHealth health, IHostApplicationLifetime lifetime, TimeProvider time)
{
    /// <summary>Longest that a request may wait for a job, in seconds.</summary>
    public const int LongestWait = 60;

    /// <summary>A job.</summary>
    /// <exception cref="ApiException">There is none of that id.</exception>
    public JobSnapshot Find(JobSurface surface, string jobId) => engine.Find(jobId) ?? throw Missing(surface, jobId);

    /// <summary>Cancels a job.</summary>
    /// <exception cref="JobConflictException">It has ended.</exception>
    public JobSnapshot Cancel(JobSurface surface, string jobId) => engine.Cancel(jobId) ?? throw Missing(surface, jobId);

    /// <summary>Tries the failed images of a job again.</summary>
    /// <exception cref="JobConflictException">It goes on still, or no image of it failed.</exception>
    public async Task<JobSnapshot> RetryAsync(JobSurface surface, string jobId, CancellationToken cancellationToken) =>
        await engine.RetryFailedAsync(jobId, cancellationToken) ?? throw Missing(surface, jobId);

    /// <summary>Follows a job.</summary>
    public JobSubscription Follow(JobSurface surface, string jobId) => engine.Subscribe(jobId) ?? throw Missing(surface, jobId);

    /// <summary>A job, once it has changed since <paramref name="version"/>, or without one, once it has ended; or as it is when the time is over.</summary>
    /// <param name="surface">Where it was asked for.</param>
    /// <param name="jobId">Id of the job.</param>
    /// <param name="seconds">Longest wait; null for none.</param>
    /// <param name="version">Version that the caller knows.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<JobSnapshot> WaitAsync(JobSurface surface, string jobId, double? seconds, long? version, CancellationToken cancellationToken)
    {
        if (seconds is { } asked && asked is not (>= 0 and <= LongestWait))
        {
            throw ApiException.Invalid(new FieldError("wait", $"It must be from 0 to {LongestWait} seconds."));
        }

        JobSnapshot job = Find(surface, jobId);
        if (seconds is null or 0 || IsAwaited(job, version))
        {
            return job;
        }

        using JobSubscription subscription = Follow(surface, jobId);
        using CancellationTokenSource over = new(TimeSpan.FromSeconds(seconds.Value), time);
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(over.Token, lifetime.ApplicationStopping, cancellationToken);
        try
        {
            await foreach (JobEvent happened in subscription.Events.ReadAllAsync(end.Token))
            {
                if (IsAwaited(happened.Job, version))
                {
                    break;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time is over, or the service is stopping: the answer is where the job is now.
        }

        return Find(surface, jobId);
    }

    private static bool IsAwaited(JobSnapshot job, long? version) => job.IsEnded || job.Version > version;

    private ApiException Missing(JobSurface surface, string jobId) => health.IsStarting
        ? new(ProblemKind.NotReady, "The service has just started and is reading its jobs; ask again.") { RetryAfter = TimeSpan.FromSeconds(2) }
        : new(ProblemKind.NotFound, string.Format(CultureInfo.InvariantCulture, surface.MissingText, jobId));
}
