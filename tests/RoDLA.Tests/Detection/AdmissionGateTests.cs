using RoDLA.Detection;
using RoDLA.Detection.Runtime;
using Xunit;

namespace RoDLA.Tests.Detection;

public sealed class AdmissionGateTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task EnterAsync_QueueFull_TurnsAwayAtOnce()
    {
        AdmissionGate gate = NewGate(running: 1, waiting: 1, Long);
        AdmissionGate.Place first = await gate.EnterAsync(default);
        Task<AdmissionGate.Place> second = gate.EnterAsync(default).AsTask();
        DetectorUnavailableException refusal = await Assert.ThrowsAsync<DetectorUnavailableException>(() => gate.EnterAsync(default).AsTask());
        Assert.True(refusal.RetryAfter > TimeSpan.Zero);
        first.Dispose();
        (await second).Dispose();
        Assert.Equal(0, gate.Waiting);
    }

    [Fact]
    public async Task EnterAsync_WaitTooLong_TurnsAway()
    {
        AdmissionGate gate = NewGate(running: 1, waiting: 5, TimeSpan.FromMilliseconds(20));
        using AdmissionGate.Place first = await gate.EnterAsync(default);
        await Assert.ThrowsAsync<DetectorUnavailableException>(() => gate.EnterAsync(default).AsTask());
        Assert.Equal(0, gate.Waiting);
    }

    [Fact]
    public async Task EnterAsync_CallerGone_LeavesTheQueue()
    {
        AdmissionGate gate = NewGate(running: 1, waiting: 5, Long);
        using AdmissionGate.Place first = await gate.EnterAsync(default);
        using CancellationTokenSource caller = new();
        Task<AdmissionGate.Place> waiting = gate.EnterAsync(caller.Token).AsTask();
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(0, gate.Waiting);
    }

    [Fact]
    public async Task EnterAsync_BothLines_LetsInteractiveOnesGoFirst()
    {
        AdmissionGate gate = NewGate(running: 1, waiting: 5, Long);
        AdmissionGate.Place first = await gate.EnterAsync(default);
        Task<AdmissionGate.Place> batch = gate.EnterAsync(WaitingLine.Batch, default).AsTask();
        Task<AdmissionGate.Place> interactive = gate.EnterAsync(default).AsTask();
        first.Dispose();
        AdmissionGate.Place second = await interactive.WaitAsync(Long);
        Assert.False(batch.IsCompleted);
        second.Dispose();
        (await batch.WaitAsync(Long)).Dispose();
    }

    [Fact]
    public async Task EnterAsync_ManyOfJobsWait_DoNotCountAgainstTheInteractiveLine()
    {
        AdmissionGate gate = NewGate(running: 1, waiting: 1, TimeSpan.FromMilliseconds(20));
        AdmissionGate.Place first = await gate.EnterAsync(default);
        Task<AdmissionGate.Place>[] jobs = [.. Enumerable.Range(0, 50).Select(_ => gate.EnterAsync(WaitingLine.Batch, default).AsTask())];
        await Assert.ThrowsAsync<DetectorUnavailableException>(() => gate.EnterAsync(default).AsTask());
        Assert.All(jobs, j => Assert.False(j.IsCompleted));
        first.Dispose();
        foreach (Task<AdmissionGate.Place> job in jobs)
        {
            (await job.WaitAsync(Long)).Dispose();
        }
    }

    [Fact]
    public async Task EnterAsync_InteractiveOnesWithoutEnd_DoNotStopAJob()
    {
        AdmissionGate gate = NewGate(running: 1, waiting: 100, Long);
        AdmissionGate.Place place = await gate.EnterAsync(default);
        Task<AdmissionGate.Place> batch = gate.EnterAsync(WaitingLine.Batch, default).AsTask();
        for (int passed = 0; passed < AdmissionGate.MostPassed; passed++)
        {
            Task<AdmissionGate.Place> next = gate.EnterAsync(default).AsTask();
            place.Dispose();
            place = await next.WaitAsync(Long);
            Assert.False(batch.IsCompleted);
        }

        _ = gate.EnterAsync(default).AsTask();
        place.Dispose();
        (await batch.WaitAsync(Long)).Dispose();
    }

    [Fact]
    public async Task EnterAsync_CallersThatComeAndGo_NeverLosesAPlace()
    {
        AdmissionGate gate = NewGate(running: 2, waiting: 1000, Long);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            Random random = new(worker);
            for (int i = 0; i < 300; i++)
            {
                using CancellationTokenSource caller = new();
                ValueTask<AdmissionGate.Place> entering = gate.EnterAsync(random.Next(2) == 0 ? WaitingLine.Batch : default, caller.Token);
                Task leaves = random.Next(3) == 0 ? caller.CancelAsync() : Task.CompletedTask;
                try
                {
                    using AdmissionGate.Place place = await entering;
                    await Task.Yield();
                }
                catch (OperationCanceledException)
                {
                    // It left the line.
                }

                await leaves;
            }
        })));
        using AdmissionGate.Place one = await gate.EnterAsync(default).AsTask().WaitAsync(Long);
        using AdmissionGate.Place two = await gate.EnterAsync(default).AsTask().WaitAsync(Long);
    }

    private static AdmissionGate NewGate(int running, int waiting, TimeSpan timeout) =>
        new(running, waiting, timeout, (text, after) => new DetectorUnavailableException(text, after));
}
