using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Exports;

/// <summary>The images of a job without a result: <c>failures.json</c> of an archive.</summary>
internal sealed record FailureManifest(
    string JobId, JobState Status, int TotalImages, int SuccessfulImages, IReadOnlyList<ImageFailure> Failures)
{
    /// <summary>The manifest of a job.</summary>
    public static FailureManifest Of(JobSnapshot job)
    {
        ImageFailure[] failures =
        [
            .. Enumerable.Range(0, job.Items.Count)
                .Where(i => job.Items[i].State != ItemState.Success)
                .Select(i => new ImageFailure(
                    i,
                    job.Definition.Items[i].Name,
                    job.Definition.Items[i].Page,
                    job.Items[i].State,
                    job.Items[i].Attempts,
                    job.Items[i].Error,
                    job.Items[i].Category)),
        ];
        return new FailureManifest(job.Definition.JobId, job.State, job.Items.Count, job.Items.Count - failures.Length, failures);
    }
}

/// <summary>An image without a result.</summary>
internal sealed record ImageFailure(
    int Index, string Name, int Page, ItemState Status, int Attempts, string? Error, ErrorCategory? ErrorCategory);
