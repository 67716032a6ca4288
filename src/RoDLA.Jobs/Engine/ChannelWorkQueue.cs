using System.Threading.Channels;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Engine;

/// <summary>
/// A queue in memory: for each priority a bounded channel for images that never began, and one for those that wait again, which have their
/// places already.
/// </summary>
internal sealed class ChannelWorkQueue : IWorkQueue, IDisposable
{
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _waiting = new(0);
    private readonly HashSet<ITimer> _timers = [];
    private readonly TimeProvider _time;
    private readonly int _limit;
    private readonly Channel<WorkItem>[] _again;
    private readonly Channel<WorkItem>[] _fresh;
    private int _count;
    private bool _disposed;

    /// <summary>A queue.</summary>
    /// <param name="limit">Places.</param>
    /// <param name="time">Wakes what waits for a time.</param>
    public ChannelWorkQueue(int limit, TimeProvider time)
    {
        _limit = limit;
        _time = time;
        JobPriority[] priorities = Enum.GetValues<JobPriority>();
        _again = [.. priorities.Select(_ => Channel.CreateUnbounded<WorkItem>())];
        _fresh = [.. priorities.Select(_ => Channel.CreateBounded<WorkItem>(limit))];
    }

    /// <inheritdoc/>
    public int Count => Volatile.Read(ref _count);

    /// <inheritdoc/>
    public bool TryReserve(int images, bool force = false)
    {
        lock (_lock)
        {
            if (!force && images > _limit - _count)
            {
                return false;
            }

            _count += images;
            return true;
        }
    }

    /// <inheritdoc/>
    public void Release(int images)
    {
        lock (_lock)
        {
            _count -= images;
        }
    }

    /// <inheritdoc/>
    public void Add(WorkItem item) => Write(_fresh, item);

    /// <inheritdoc/>
    public void AddAgain(WorkItem item) => Write(_again, item);

    /// <inheritdoc/>
    public void AddLater(WorkItem item, DateTimeOffset notBefore)
    {
        TimeSpan wait = notBefore - _time.GetUtcNow();
        if (wait <= TimeSpan.Zero)
        {
            AddAgain(item);
            return;
        }

        lock (_lock)
        {
            if (_disposed)
            {
                return;
            }

            // It finds itself in the set: it cannot go off before it is in there, for that takes the lock.
            ITimer? timer = null;
            timer = _time.CreateTimer(_ => Wake(timer!, item), null, wait, Timeout.InfiniteTimeSpan);
            _timers.Add(timer);
        }
    }

    /// <inheritdoc/>
    public void Forget(string jobId, JobPriority priority)
    {
        lock (_lock)
        {
            Forget(_again[(int)priority], jobId);
            Forget(_fresh[(int)priority], jobId);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<WorkItem> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await _waiting.WaitAsync(cancellationToken).ConfigureAwait(false);
            lock (_lock)
            {
                // What was forgotten has left its sign, so there may be nothing.
                for (int i = 0; i < _fresh.Length; i++)
                {
                    if (_again[i].Reader.TryRead(out WorkItem item) || _fresh[i].Reader.TryRead(out item))
                    {
                        return item;
                    }
                }
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            foreach (ITimer timer in _timers)
            {
                timer.Dispose();
            }

            _timers.Clear();
        }

        _waiting.Dispose();
    }

    private static void Forget(Channel<WorkItem> channel, string jobId)
    {
        for (int i = channel.Reader.Count; i > 0 && channel.Reader.TryRead(out WorkItem item); i--)
        {
            if (item.Job.Id != jobId)
            {
                channel.Writer.TryWrite(item);
            }
        }
    }

    private void Write(Channel<WorkItem>[] lanes, WorkItem item)
    {
        lock (_lock)
        {
            if (!lanes[(int)item.Job.Definition.Priority].Writer.TryWrite(item))
            {
                throw new InvalidOperationException("An image was queued that has no place in the queue.");
            }

            if (!_disposed)
            {
                _waiting.Release();
            }
        }
    }

    private void Wake(ITimer timer, WorkItem item)
    {
        lock (_lock)
        {
            if (!_timers.Remove(timer))
            {
                return;
            }
        }

        timer.Dispose();
        AddAgain(item);
    }
}
