using RoDLA.Jobs.Engine;
using RoDLA.Jobs.Model;
using RoDLA.Tests.Jobs.Fixtures;
using Xunit;

namespace RoDLA.Tests.Jobs.Engine;

public sealed class WorkQueueTests : IDisposable
{
    private readonly FakeClock _clock = new();
    private readonly WorkQueue _queue;

    public WorkQueueTests() => _queue = new WorkQueue(10, _clock);

    public void Dispose() => _queue.Dispose();

    [Fact]
    public async Task TakeAsync_Priorities_AreInOrderAndFirstInFirstOut()
    {
        using Job low = NewJob(JobPriority.Low);
        using Job normal = NewJob(JobPriority.Normal);
        using Job high = NewJob(JobPriority.High);
        foreach (Job job in new[] { low, normal, high })
        {
            _queue.Add([new WorkItem(job, 0)]);
            _queue.Add([new WorkItem(job, 1)]);
        }

        Assert.Equal(
            [(high, 0), (high, 1), (normal, 0), (normal, 1), (low, 0), (low, 1)],
            (await TakeAsync(6)).Select(w => (w.Job, w.Index)));
    }

    [Fact]
    public async Task AddAgain_ImageThatWaitedBefore_GoesBeforeNewOnes()
    {
        using Job first = NewJob();
        using Job second = NewJob();
        _queue.Add([new WorkItem(second, 0)]);
        _queue.AddAgain(new WorkItem(first, 3));
        Assert.Equal([(first, 3), (second, 0)], (await TakeAsync(2)).Select(w => (w.Job, w.Index)));
    }

    [Fact]
    public async Task AddAgain_BeforeItsTime_IsNotTaken()
    {
        using Job job = NewJob();
        _queue.AddAgain(new WorkItem(job, 1), _clock.GetUtcNow().AddSeconds(8));
        ValueTask<WorkItem> taken = _queue.TakeAsync(CancellationToken.None);
        _clock.Advance(TimeSpan.FromSeconds(7.9));
        Assert.False(taken.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.2));
        Assert.Equal(1, (await taken.AsTask().WaitAsync(TimeSpan.FromSeconds(30))).Index);
    }

    [Fact]
    public async Task Add_JobThatStartsLater_IsTakenThenInItsOrder()
    {
        using Job job = NewJob();
        _queue.Add([new WorkItem(job, 0), new WorkItem(job, 1)], _clock.GetUtcNow().AddDays(60));
        ValueTask<WorkItem> taken = _queue.TakeAsync(CancellationToken.None);

        _clock.Advance(TimeSpan.FromDays(59.9));
        Assert.False(taken.IsCompleted);
        _clock.Advance(TimeSpan.FromDays(0.2));

        Assert.Equal(0, (await taken.AsTask().WaitAsync(TimeSpan.FromSeconds(30))).Index);
        Assert.Equal(1, Assert.Single(await TakeAsync(1)).Index);
    }

    [Fact]
    public void Remove_JobThatStartsLater_StopsItsTimer()
    {
        using Job job = NewJob();
        _queue.Add([new WorkItem(job, 0)], _clock.GetUtcNow().AddDays(1));

        _queue.Remove(job);

        Assert.Null(_clock.NextTimer);
    }

    [Fact]
    public void TryReserve_OverTheLimit_IsRefusedUntilPlacesAreReleased()
    {
        Assert.True(_queue.TryReserve(7));
        Assert.False(_queue.TryReserve(4));
        Assert.True(_queue.TryReserve(3));
        _queue.Release(4);
        Assert.True(_queue.TryReserve(4));
        Assert.True(_queue.TryReserve(100, force: true));
        Assert.False(_queue.TryReserve(1));
    }

    [Fact]
    public async Task Remove_CancelledJob_LeavesTheOthersInOrder()
    {
        using Job gone = NewJob();
        using Job stays = NewJob();
        for (int i = 0; i < 5; i++)
        {
            _queue.Add([new WorkItem(gone, i)]);
            _queue.Add([new WorkItem(stays, i)]);
        }

        _queue.Remove(gone);
        for (int i = 5; i < 10; i++)
        {
            _queue.Add([new WorkItem(stays, i)]);
        }

        Assert.Equal(Enumerable.Range(0, 10), (await TakeAsync(10)).Select(w => w.Index));
        using CancellationTokenSource soon = new();
        ValueTask<WorkItem> none = _queue.TakeAsync(soon.Token);
        Assert.False(none.IsCompleted);
        await soon.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => none.AsTask());
    }

    [Fact]
    public async Task TakeAsync_Concurrently_TakesEachImageOnce()
    {
        const int images = 2000;
        int taken = 0;
        using WorkQueue queue = new(images, TimeProvider.System);
        using Job job = NewJob();
        using Job another = NewJob();
        Task<List<int>>[] takers =
        [
            .. Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
            {
                List<int> own = [];
                while (await queue.TakeAsync(CancellationToken.None) is { Index: < images } item)
                {
                    own.Add(item.Index);
                    Interlocked.Increment(ref taken);
                }

                return own;
            })),
        ];
        Parallel.For(0, images, i =>
        {
            queue.Add([new WorkItem(job, i)]);
            if (i % 100 == 0)
            {
                queue.Remove(another);
            }
        });
        await Eventually.HoldsAsync(() => Volatile.Read(ref taken) == images);
        for (int i = 0; i < takers.Length; i++)
        {
            queue.AddAgain(new WorkItem(job, images));
        }

        int[] all = [.. (await Task.WhenAll(takers).WaitAsync(TimeSpan.FromSeconds(60))).SelectMany(t => t)];
        Assert.Equal(Enumerable.Range(0, images), all.Order());
    }

    [Fact]
    public async Task TakeAsync_ImagesThatMayHaveCrashedTheProcess_AreLastAndThoseWithFewerCrashesFirst()
    {
        using Job job = NewJob();
        foreach ((int index, bool isAlone) in new[] { (0, true), (1, false), (2, true), (2, true) })
        {
            job.TryBegin(index);
            job.Apply(index, new ItemEvent(ItemEventKind.Crash, _clock.GetUtcNow()) { IsAlone = isAlone });
        }

        foreach (int index in new[] { 2, 0, 1, 3 })
        {
            _queue.Add([new WorkItem(job, index)]);
        }

        List<WorkItem> taken = await TakeAsync(4);
        Assert.Equal([(3, false), (1, true), (0, true), (2, true)], taken.Select(w => (w.Index, w.RunsAlone)));
    }

    [Fact]
    public async Task TakeAsync_ImageThatRunsAloneWaitedTenMinutes_IsTakenBeforeTheOthers()
    {
        using Job job = NewJob();
        job.TryBegin(0);
        job.Apply(0, new ItemEvent(ItemEventKind.Crash, _clock.GetUtcNow()));
        _queue.Add([new WorkItem(job, 0)]);
        _queue.Add([new WorkItem(job, 1)]);
        _queue.Add([new WorkItem(job, 2)]);

        Assert.Equal(1, Assert.Single(await TakeAsync(1)).Index);
        _clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal([0, 2], (await TakeAsync(2)).Select(w => w.Index));
    }

    private static Job NewJob(JobPriority priority = JobPriority.Normal) =>
        new(Snapshots.Accepted(4000, priority: priority), new MemoryJournal(), TimeProvider.System, s => s, TestMetrics.OfJobs(), _ => { });

    private async Task<List<WorkItem>> TakeAsync(int count)
    {
        List<WorkItem> items = [];
        for (int i = 0; i < count; i++)
        {
            items.Add(await _queue.TakeAsync(CancellationToken.None).AsTask().WaitAsync(TimeSpan.FromSeconds(30)));
        }

        return items;
    }
}
