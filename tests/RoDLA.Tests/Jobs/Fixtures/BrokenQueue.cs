using RoDLA.Jobs.Engine;

namespace RoDLA.Tests.Jobs.Fixtures;

/// <summary>A queue that answers a number of takers and fails the others once a task completes.</summary>
internal sealed class BrokenQueue(int answers, Task breaks) : IWorkQueue, IDisposable
{
    private readonly WorkQueue _queue = new(100, TimeProvider.System);
    private int _asked;

    public int Count => _queue.Count;

    public bool TryReserve(int images, bool force = false) => _queue.TryReserve(images, force);

    public void Release(int images) => _queue.Release(images);

    public void Add(IReadOnlyList<WorkItem> items, DateTimeOffset? notBefore) => _queue.Add(items, notBefore);

    public void AddAgain(WorkItem item, DateTimeOffset? notBefore) => _queue.AddAgain(item, notBefore);

    public void Remove(Job job) => _queue.Remove(job);

    public async ValueTask<WorkItem> TakeAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _asked) <= answers)
        {
            return await _queue.TakeAsync(cancellationToken);
        }

        await breaks;
        throw new InvalidOperationException("The queue is broken.");
    }

    public void Dispose() => _queue.Dispose();
}
