using RoDLA.Imaging.Scheduling;
using Xunit;

namespace RoDLA.Tests.Imaging.Scheduling;

public sealed class AdmissionGateTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task AcquireAsync_QueueFull_RefusesAtOnce()
    {
        AdmissionGate gate = NewGate(leases: 1, queueLimit: 1, Long);
        AdmissionGate.Lease first = await gate.AcquireAsync(RequestPriority.Interactive, default);
        Task<AdmissionGate.Lease> second = gate.AcquireAsync(RequestPriority.Interactive, default).AsTask();
        BusyException refusal = await Assert.ThrowsAsync<BusyException>(
            () => gate.AcquireAsync(RequestPriority.Interactive, default).AsTask());
        Assert.True(refusal.RetryAfter > TimeSpan.Zero);
        first.Dispose();
        (await second).Dispose();
        Assert.Equal(0, gate.Waiting);
    }

    [Fact]
    public async Task AcquireAsync_WaitTooLong_Refuses()
    {
        AdmissionGate gate = NewGate(leases: 1, queueLimit: 5, TimeSpan.FromMilliseconds(20));
        using AdmissionGate.Lease first = await gate.AcquireAsync(RequestPriority.Interactive, default);
        await Assert.ThrowsAsync<BusyException>(() => gate.AcquireAsync(RequestPriority.Interactive, default).AsTask());
        Assert.Equal(0, gate.Waiting);
    }

    [Fact]
    public async Task AcquireAsync_Cancelled_LeavesTheQueue()
    {
        AdmissionGate gate = NewGate(leases: 1, queueLimit: 5, Long);
        using AdmissionGate.Lease first = await gate.AcquireAsync(RequestPriority.Interactive, default);
        using CancellationTokenSource caller = new();
        Task<AdmissionGate.Lease> waiting = gate.AcquireAsync(RequestPriority.Interactive, caller.Token).AsTask();
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(0, gate.Waiting);
    }

    [Fact]
    public async Task AcquireAsync_BothQueues_ServesInteractiveFirst()
    {
        AdmissionGate gate = NewGate(leases: 1, queueLimit: 5, Long);
        AdmissionGate.Lease first = await gate.AcquireAsync(RequestPriority.Interactive, default);
        Task<AdmissionGate.Lease> batch = gate.AcquireAsync(RequestPriority.Batch, default).AsTask();
        Task<AdmissionGate.Lease> interactive = gate.AcquireAsync(RequestPriority.Interactive, default).AsTask();
        first.Dispose();
        AdmissionGate.Lease second = await interactive.WaitAsync(Long);
        Assert.False(batch.IsCompleted);
        second.Dispose();
        (await batch.WaitAsync(Long)).Dispose();
    }

    [Fact]
    public async Task AcquireAsync_ManyBatchRequestsWait_DoNotFillTheInteractiveQueue()
    {
        AdmissionGate gate = NewGate(leases: 1, queueLimit: 1, TimeSpan.FromMilliseconds(20));
        AdmissionGate.Lease first = await gate.AcquireAsync(RequestPriority.Interactive, default);
        Task<AdmissionGate.Lease>[] jobs =
            [.. Enumerable.Range(0, 50).Select(_ => gate.AcquireAsync(RequestPriority.Batch, default).AsTask())];
        await Assert.ThrowsAsync<BusyException>(() => gate.AcquireAsync(RequestPriority.Interactive, default).AsTask());
        Assert.All(jobs, j => Assert.False(j.IsCompleted));
        first.Dispose();
        foreach (Task<AdmissionGate.Lease> job in jobs)
        {
            (await job.WaitAsync(Long)).Dispose();
        }
    }

    [Fact]
    public async Task AcquireAsync_EndlessInteractiveRequests_DoNotStarveBatch()
    {
        AdmissionGate gate = NewGate(leases: 1, queueLimit: 100, Long);
        AdmissionGate.Lease lease = await gate.AcquireAsync(RequestPriority.Interactive, default);
        Task<AdmissionGate.Lease> batch = gate.AcquireAsync(RequestPriority.Batch, default).AsTask();
        for (int passed = 0; passed < AdmissionGate.MaxOvertakes; passed++)
        {
            Task<AdmissionGate.Lease> next = gate.AcquireAsync(RequestPriority.Interactive, default).AsTask();
            lease.Dispose();
            lease = await next.WaitAsync(Long);
            Assert.False(batch.IsCompleted);
        }

        _ = gate.AcquireAsync(RequestPriority.Interactive, default).AsTask();
        lease.Dispose();
        (await batch.WaitAsync(Long)).Dispose();
    }

    [Fact]
    public async Task AcquireAsync_RandomCancellations_NeverLoseALease()
    {
        AdmissionGate gate = NewGate(leases: 2, queueLimit: 1000, Long);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            Random random = new(worker);
            for (int i = 0; i < 300; i++)
            {
                using CancellationTokenSource caller = new();
                RequestPriority priority = random.Next(2) == 0 ? RequestPriority.Batch : RequestPriority.Interactive;
                ValueTask<AdmissionGate.Lease> acquiring = gate.AcquireAsync(priority, caller.Token);
                Task cancelling = random.Next(3) == 0 ? caller.CancelAsync() : Task.CompletedTask;
                try
                {
                    using AdmissionGate.Lease lease = await acquiring;
                    await Task.Yield();
                }
                catch (OperationCanceledException)
                {
                    // It left the queue.
                }

                await cancelling;
            }
        })));
        using AdmissionGate.Lease one = await gate.AcquireAsync(RequestPriority.Interactive, default).AsTask().WaitAsync(Long);
        using AdmissionGate.Lease two = await gate.AcquireAsync(RequestPriority.Interactive, default).AsTask().WaitAsync(Long);
    }

    private static AdmissionGate NewGate(int leases, int queueLimit, TimeSpan timeout) =>
        new(leases, queueLimit, timeout, (text, after) => new BusyException(text, after));
}
