using RoDLA.Imaging.Scheduling;
using Xunit;

namespace RoDLA.Tests.Imaging.Scheduling;

public sealed class WorkThreadsTests
{
    [Fact]
    public async Task RunAsync_ManyPieces_RunOnThreadsOfTheirOwnAndNoMoreThanThose()
    {
        WorkThreads threads = new(2);
        int running = 0;
        int most = 0;
        bool[] pooled = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => threads.RunAsync(
            () =>
            {
                int now = Interlocked.Increment(ref running);
                InterlockedMax(ref most, now);
                Thread.Sleep(5);
                Interlocked.Decrement(ref running);
                return Thread.CurrentThread.IsThreadPoolThread;
            },
            CancellationToken.None)));

        Assert.DoesNotContain(true, pooled);
        Assert.Equal(2, most);
    }

    [Fact]
    public async Task RunAsync_FromAWorkThread_RunsAtOnce()
    {
        WorkThreads threads = new(1);
        Assert.Equal(7, await threads.RunAsync(() => threads.RunAsync(() => 7, CancellationToken.None).Result, CancellationToken.None)
            .WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task RunAsync_ThreadsBusy_LeaveTheThreadPoolFree()
    {
        WorkThreads threads = new(2);
        using ManualResetEventSlim open = new();
        Task<bool>[] heavy = [.. Enumerable.Range(0, 200).Select(_ => threads.RunAsync(() => Wait(open), CancellationToken.None))];

        await Task.Run(() => { }).WaitAsync(TimeSpan.FromSeconds(5));

        Assert.All(heavy, h => Assert.False(h.IsCompleted));
        open.Set();
        await Task.WhenAll(heavy);
    }

    [Fact]
    public async Task RunAsync_CancelledBeforeItBegins_EndsAtOnceAndDoesNotRun()
    {
        WorkThreads threads = new(1);
        using ManualResetEventSlim open = new();
        using CancellationTokenSource caller = new();
        Task<bool> first = threads.RunAsync(() => Wait(open), CancellationToken.None);
        bool ran = false;
        Task<bool> second = threads.RunAsync(() => ran = true, caller.Token);
        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second.WaitAsync(TimeSpan.FromSeconds(30)));
        open.Set();
        await first;
        Assert.False(ran);
    }

    [Fact]
    public async Task RunAsync_SomeCancelledInTheQueue_TheOthersRunInOrder()
    {
        WorkThreads threads = new(1);
        using ManualResetEventSlim open = new();
        using CancellationTokenSource caller = new();
        List<int> ran = [];
        Task first = threads.RunAsync(() => Wait(open), CancellationToken.None);
        Task<int>[] queued = [.. Enumerable.Range(0, 9).Select(i => threads.RunNewAsync(
            () =>
            {
                ran.Add(i);
                return i;
            },
            i % 3 == 0 ? CancellationToken.None : caller.Token))];
        await caller.CancelAsync();
        open.Set();
        await first;
        await Task.WhenAll(queued[0], queued[3], queued[6]);

        Assert.Equal([0, 3, 6], ran);
        Assert.Equal(6, queued.Count(q => q.IsCanceled));
    }

    private static bool Wait(ManualResetEventSlim gate)
    {
        gate.Wait();
        return true;
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref target)) < value && Interlocked.CompareExchange(ref target, value, seen) != seen)
        {
        }
    }
}
