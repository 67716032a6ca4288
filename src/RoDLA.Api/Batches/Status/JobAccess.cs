using RoDLA.Api.Errors;

namespace RoDLA.Api.Batches.Status;

/// <summary>Reads and changes jobs by id, for every surface. An unknown id is a 404, or a 503 while jobs are loaded at startup.</summary>
internal sealed class JobAccess(
    IJobEngine engine, IJobHealth health, IJobNotifier notifier, JobPaths paths, IHostApplicationLifetime lifetime, TimeProvider time)
{
    /// <summary>Longest time that a request may wait for a job, in seconds.</summary>
    public const int LongestWait = 60;

    /// <summary>A job.</summary>
    /// <exception cref="ApiException">There is no such job.</exception>
    public JobView Find(ApiSurface surface, string jobId) => View(surface, jobId, engine.Find(jobId));

    /// <summary>All jobs, newest first.</summary>
    public IReadOnlyList<JobSnapshot> List() => engine.List();

    /// <summary>Some jobs of the list, with their places in the queue.</summary>
    public IEnumerable<JobView> View(ApiSurface surface, IReadOnlyList<JobSnapshot> jobs) =>
        engine.WithQueueEstimate(jobs).Select(job => View(surface, job.Definition.JobId, job));

    /// <summary>Cancels a job.</summary>
    /// <exception cref="JobConflictException">It has ended.</exception>
    public JobView Cancel(ApiSurface surface, string jobId) => View(surface, jobId, engine.Cancel(jobId));

    /// <summary>Retries failed images of a job.</summary>
    /// <param name="surface">The surface of the request.</param>
    /// <param name="jobId">Id of the job.</param>
    /// <param name="images">The images; null for all that failed.</param>
    /// <param name="cancellationToken">Stops the wait for the record of the job.</param>
    /// <exception cref="JobConflictException">It has not ended, no image failed, or one of <paramref name="images"/> did not.</exception>
    public async Task<JobView> RetryAsync(ApiSurface surface, string jobId, IReadOnlySet<int>? images, CancellationToken cancellationToken)
    {
        int last = Find(surface, jobId).Job.Items.Count - 1;
        return images?.Any(i => i > last) == true
            ? throw ApiException.Invalid(new FieldError(RetryImagesField.Instance.Name, $"The job has the images 0 to {last}."))
            : View(surface, jobId, await engine.RetryFailedAsync(jobId, images, cancellationToken));
    }

    /// <summary>Subscribes to the events of a job.</summary>
    public JobSubscription Subscribe(ApiSurface surface, string jobId) => engine.Subscribe(jobId) ?? throw Missing(surface, jobId);

    /// <summary>
    /// Waits until a job has changed since <paramref name="version"/>, or until it has ended when no version is given, for at most
    /// <paramref name="seconds"/>.
    /// </summary>
    /// <param name="surface">The surface of the request.</param>
    /// <param name="jobId">Id of the job.</param>
    /// <param name="seconds">Longest wait; null for none.</param>
    /// <param name="version">Version that the client has.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    public async Task<JobView> WaitAsync(
        ApiSurface surface, string jobId, double? seconds, long? version, CancellationToken cancellationToken)
    {
        if (seconds is { } asked && asked is not (>= 0 and <= LongestWait))
        {
            throw ApiException.Invalid(new FieldError("wait", $"It must be from 0 to {LongestWait} seconds."));
        }

        JobView view = Find(surface, jobId);
        if (seconds is null or 0 || IsAwaited(view.Job, version))
        {
            return view;
        }

        using JobSubscription subscription = Subscribe(surface, jobId);
        using CancellationTokenSource timeout = new(TimeSpan.FromSeconds(seconds.Value), time);
        using CancellationTokenSource end =
            CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, lifetime.ApplicationStopping, cancellationToken);
        try
        {
            await foreach (JobEvent jobEvent in subscription.Events.ReadAllAsync(end.Token))
            {
                if (IsAwaited(jobEvent.Job, version))
                {
                    break;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time is over, or the service is stopping: the answer is the present state.
        }

        return Find(surface, jobId);
    }

    private static bool IsAwaited(JobSnapshot job, long? version) => job.IsFinal || job.Version > version;

    private JobView View(ApiSurface surface, string jobId, JobSnapshot? job) =>
        job is null ? throw Missing(surface, jobId) : new JobView(surface, job, paths) { Notifications = notifier.Status(job) };

    private ApiException Missing(ApiSurface surface, string jobId) => health.IsStarting
        ? new(ProblemKind.NotReady, "The service is starting and still loads its jobs; try again.") { RetryAfter = TimeSpan.FromSeconds(2) }
        : new(surface.MissingKind, surface.Missing(jobId));
}
