using System.Collections;

namespace RoDLA.Api.Batches.Status;

/// <summary>The images of a job, each made on demand: a response with millions of them is written without holding them.</summary>
/// <param name="view">The job.</param>
internal sealed class BatchItems(JobView view) : IReadOnlyList<BatchItem>
{
    /// <inheritdoc/>
    public int Count => view.Job.Items.Count;

    /// <inheritdoc/>
    public BatchItem this[int index] => BatchItem.From(view, index);

    /// <inheritdoc/>
    public IEnumerator<BatchItem> GetEnumerator() => Enumerable.Range(0, Count).Select(i => this[i]).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
