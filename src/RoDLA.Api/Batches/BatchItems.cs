using System.Collections;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;

namespace RoDLA.Api.Batches;

/// <summary>The images of a job, each made when it is asked for: an answer with millions of them is written without holding them.</summary>
/// <param name="job">The job.</param>
/// <param name="paths">Where the files of jobs lie.</param>
internal sealed class BatchItems(JobSnapshot job, JobPaths paths) : IReadOnlyList<BatchItem>
{
    /// <inheritdoc/>
    public int Count => job.Items.Count;

    /// <inheritdoc/>
    public BatchItem this[int index] => BatchItem.From(job, index, paths);

    /// <inheritdoc/>
    public IEnumerator<BatchItem> GetEnumerator() => Enumerable.Range(0, Count).Select(i => this[i]).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
