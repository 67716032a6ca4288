using RoDLA.Jobs.Engine;
using RoDLA.Jobs.Model;

namespace RoDLA.Tests.Jobs.Fixtures;

/// <summary>A queue that fails whoever asks it for an image, but for the first few, once something has happened.</summary>
internal sealed class BrokenQueue(int answers, Task breaks) : IWorkQueue, IDisposable
{
    private readonly ChannelWorkQueue _queue = new(100, TimeProvider.System);
    private int _asked;

    public int Count => _queue.Count;

    public bool TryReserve(int images, bool force = false) => _queue.TryReserve(images, force);

    public void Release(int images) => _queue.Release(images);

    public void Add(WorkItem item) => _queue.Add(item);

    public void AddAgain(WorkItem item) => _queue.AddAgain(item);

    public void AddLater(WorkItem item, DateTimeOffset notBefore) => _queue.AddLater(item, notBefore);

    public void Forget(string jobId, JobPriority priority) => _queue.Forget(jobId, priority);

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
