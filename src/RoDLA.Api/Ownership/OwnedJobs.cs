using RoDLA.Jobs;

namespace RoDLA.Api.Ownership;

/// <summary>The job engine as the caller of a request sees it: jobs of other keys do not exist.</summary>
internal sealed class OwnedJobs([FromKeyedServices(JobServices.OfAllOwners)] IJobEngine jobs, CurrentOwner owner) : IJobEngine
{
    public JobDraft CreateDraft() => jobs.CreateDraft();

    public Task<JobSnapshot> SubmitAsync(JobDraft draft, JobRequest request, CancellationToken cancellationToken) =>
        jobs.SubmitAsync(draft, request with { Owner = owner.Name }, cancellationToken);

    public JobSnapshot? Find(string jobId) => jobs.Find(jobId) is { } job && MaySee(job) ? job : null;

    public IReadOnlyList<JobSnapshot> List() => [.. jobs.List().Where(MaySee)];

    public IReadOnlyList<JobSnapshot> WithQueueEstimate(IReadOnlyList<JobSnapshot> shown) => jobs.WithQueueEstimate(shown);

    public JobSnapshot? Cancel(string jobId, string? reason = null) => Find(jobId) is null ? null : jobs.Cancel(jobId, reason);

    public Task<JobSnapshot?> RetryFailedAsync(string jobId, IReadOnlySet<int>? images, CancellationToken cancellationToken) =>
        Find(jobId) is null ? Task.FromResult<JobSnapshot?>(null) : jobs.RetryFailedAsync(jobId, images, cancellationToken);

    public Task<bool> RemoveAsync(string jobId, CancellationToken cancellationToken) =>
        Find(jobId) is null ? Task.FromResult(false) : jobs.RemoveAsync(jobId, cancellationToken);

    public Task<bool> RemoveInputsAsync(string jobId, CancellationToken cancellationToken) =>
        Find(jobId) is null ? Task.FromResult(false) : jobs.RemoveInputsAsync(jobId, cancellationToken);

    public JobSubscription? Subscribe(string jobId) => Find(jobId) is null ? null : jobs.Subscribe(jobId);

    private bool MaySee(JobSnapshot job) => owner.MaySee(job.Definition.Owner);
}
