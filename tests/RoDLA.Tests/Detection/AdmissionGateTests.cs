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
        AdmissionGate gate = new(running: 1, waiting: 1, Long);
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
        AdmissionGate gate = new(running: 1, waiting: 5, TimeSpan.FromMilliseconds(20));
        using AdmissionGate.Place first = await gate.EnterAsync(default);
        await Assert.ThrowsAsync<DetectorUnavailableException>(() => gate.EnterAsync(default).AsTask());
        Assert.Equal(0, gate.Waiting);
    }

    [Fact]
    public async Task EnterAsync_CallerGone_LeavesTheQueue()
    {
        AdmissionGate gate = new(running: 1, waiting: 5, Long);
        using AdmissionGate.Place first = await gate.EnterAsync(default);
        using CancellationTokenSource caller = new();
        Task<AdmissionGate.Place> waiting = gate.EnterAsync(caller.Token).AsTask();
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(0, gate.Waiting);
    }
}
