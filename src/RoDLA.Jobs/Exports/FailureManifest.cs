using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Exports;

/// <summary>The images of a job without a result: <c>failures.json</c> of an archive.</summary>
internal sealed record FailureManifest(
    string JobId, JobState Status, int TotalImages, int SuccessfulImages, IReadOnlyList<ExportedImage> Failures)
{
    /// <summary>The manifest of a job.</summary>
    public static FailureManifest Of(JobSnapshot job)
    {
        ExportedImage[] failures =
        [
            .. Enumerable.Range(0, job.Items.Count)
                .Where(i => job.Items[i].State != ItemState.Success)
                .Select(i => ExportedImage.Of(job, i, report: null)),
        ];
        return new FailureManifest(job.Definition.JobId, job.State, job.Items.Count, job.Items.Count - failures.Length, failures);
    }
}
