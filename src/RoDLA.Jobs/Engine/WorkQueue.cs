using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Engine;

/// <summary>A queue in memory.</summary>
internal sealed class WorkQueue(int limit, TimeProvider time) : IWorkQueue, IDisposable
{
    // With a steady load there are always others.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    // A timer takes less than 50 days, and whole milliseconds; one that ends early is set again.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(45);

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _available = new(0);
    private readonly Dictionary<ITimer, Job> _timers = [];
    private PriorityQueue<WorkItem, (JobPriority Priority, bool IsNew, long Arrival)> _waiting = new();
    private PriorityQueue<WorkItem, (int Crashes, DateTimeOffset AddedAt, long Arrival)> _alone = new();
    private long _arrivals;
    private int _count;
    private bool _disposed;

    public int Count => Volatile.Read(ref _count);

    public bool TryReserve(int images, bool force = false)
    {
        lock (_lock)
        {
            if (!force && images > limit - _count)
            {
                return false;
            }

            _count += images;
            return true;
        }
    }

    public void Release(int images)
    {
        lock (_lock)
        {
            _count -= images;
        }
    }

    public void Add(IReadOnlyList<WorkItem> items, DateTimeOffset? notBefore = null) => AddAt(items, notBefore, isNew: true);

    public void AddAgain(WorkItem item, DateTimeOffset? notBefore = null) => AddAt([item], notBefore, isNew: false);

    public void Remove(Job job)
    {
        lock (_lock)
        {
            _waiting = new(_waiting.UnorderedItems.Where(w => w.Element.Job != job));
            _alone = new(_alone.UnorderedItems.Where(w => w.Element.Job != job));
            foreach (ITimer timer in _timers.Where(t => t.Value == job).Select(t => t.Key).ToArray())
            {
                _timers.Remove(timer);
                timer.Dispose();
            }
        }
    }

    public async ValueTask<WorkItem> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await _available.WaitAsync(cancellationToken).ConfigureAwait(false);
            lock (_lock)
            {
                bool isDue = _alone.TryPeek(out _, out var first) && first.AddedAt + Patience <= time.GetUtcNow();

                // Removed images leave their count in the semaphore.
                if ((!isDue && _waiting.TryDequeue(out WorkItem item, out _)) || _alone.TryDequeue(out item, out _))
                {
                    return item;
                }
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            foreach (ITimer timer in _timers.Keys)
            {
                timer.Dispose();
            }

            _timers.Clear();
        }

        _available.Dispose();
    }

    private void AddAt(IReadOnlyList<WorkItem> items, DateTimeOffset? notBefore, bool isNew)
    {
        TimeSpan wait = notBefore - time.GetUtcNow() ?? TimeSpan.Zero;
        if (wait <= TimeSpan.Zero)
        {
            foreach (WorkItem item in items)
            {
                Add(item, isNew);
            }

            return;
        }

        lock (_lock)
        {
            if (!_disposed && items.Count > 0)
            {
                // The callback takes the lock, so the timer is in the set when it runs.
                ITimer? timer = null;
                TimeSpan due = wait < LongestTimer ? wait : LongestTimer;
                timer = time.CreateTimer(
                    _ => OnTime(timer!, () => AddAt(items, notBefore, isNew)), null, due, Timeout.InfiniteTimeSpan);
                _timers.Add(timer, items[0].Job);
            }
        }
    }

    private void Add(WorkItem item, bool isNew)
    {
        lock (_lock)
        {
            if (!_disposed)
            {
                if (item.RunsAlone)
                {
                    _alone.Enqueue(item, (item.Job.Snapshot.Items[item.Index].Crashes, time.GetUtcNow(), _arrivals++));
                }
                else
                {
                    _waiting.Enqueue(item, (item.Job.Definition.Priority, isNew, _arrivals++));
                }

                _available.Release();
            }
        }
    }

    private void OnTime(ITimer timer, Action add)
    {
        lock (_lock)
        {
            if (!_timers.Remove(timer))
            {
                return;
            }
        }

        timer.Dispose();
        add();
    }
}
