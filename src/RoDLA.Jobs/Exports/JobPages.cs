using System.Runtime.CompilerServices;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Exports;

/// <summary>Images of a job, read from the disk one at a time.</summary>
/// <param name="job">The job.</param>
/// <param name="indices">The images.</param>
/// <param name="paths">Where its files are.</param>
/// <param name="read">Reads an image.</param>
internal sealed class JobPages(
    JobSnapshot job,
    IReadOnlyList<int> indices,
    JobPaths paths,
    Func<JobSnapshot, int, CancellationToken, Task<ExportPage>> read)
    : ExportSource(job.Definition.OutputFolder ?? $"batch_{job.Definition.JobId}")
{
    public override IEnumerable<ExportAttachment> Attachments =>
    [
        new ExportAttachment("summary.json", paths.Summary(job.Definition)),
        .. ExportAttachment.PicturesIn(paths.SummaryCharts(job.Definition)),
    ];

    public override async IAsyncEnumerable<ExportPage> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (int index in indices)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return await read(job, index, cancellationToken).ConfigureAwait(false);
        }
    }
}
