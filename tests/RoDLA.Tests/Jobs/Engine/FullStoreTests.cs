using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RoDLA.Analysis.Storage;
using RoDLA.Jobs.Engine;
using RoDLA.Jobs.Model;
using RoDLA.Jobs.Store;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Jobs.Fixtures;
using Xunit;

namespace RoDLA.Tests.Jobs.Engine;

/// <summary>Requests to the engine while writes fail.</summary>
public sealed class FullStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task SubmitAsync_DiskFull_IsRefusedAndReleasesItsPlaces()
    {
        await using EngineHost host = await StartAsync();
        FullDisk disk = Disk(host);
        disk.IsFull = true;
        Assert.Equal(RefusalReason.DiskFull, (await Assert.ThrowsAsync<JobRefusedException>(() => host.SubmitAsync(4))).Reason);
        disk.IsFull = false;
        Assert.Empty(Directory.EnumerateDirectories(host.Paths.JobsFolder));
        Assert.Equal(JobState.Completed, (await host.EndAsync((await host.SubmitAsync(4)).Definition.JobId)).State);
    }

    [Fact]
    public async Task RetryFailedAsync_DiskFull_LeavesTheJobUnchanged()
    {
        await using EngineHost host = await StartAsync();
        string id = await FailAsync(host);
        FullDisk disk = Disk(host);
        disk.IsFull = true;
        Assert.Equal(
            RefusalReason.DiskFull,
            (await Assert.ThrowsAsync<JobRefusedException>(() => host.Engine.RetryFailedAsync(id, null, CancellationToken.None))).Reason);
        Assert.Equal((JobState.Failed, 2), (host.Engine.Find(id)!.State, host.Engine.Find(id)!.Progress.Failed));
        disk.IsFull = false;
        Assert.NotNull(await host.Engine.RetryFailedAsync(id, null, CancellationToken.None));
        Assert.Equal(JobState.Completed, (await host.EndAsync(id)).State);
    }

    [Fact]
    public async Task SubmitAsync_RecordNotFlushed_IsRefusedAndRemoved()
    {
        await using EngineHost host = await StartAsync();
        Disk(host).Saved = _ => throw new IOException("The folder could not be flushed.");

        await Assert.ThrowsAsync<IOException>(() => host.SubmitAsync(4));

        Assert.Empty(Directory.EnumerateFileSystemEntries(host.Paths.JobsFolder));
        Assert.Empty(Directory.EnumerateDirectories(_folder.Path, "batch_*"));
        Assert.Equal(0, host.Services.GetRequiredService<IWorkQueue>().Count);
    }

    [Fact]
    public async Task RetryFailedAsync_WhileTheEndIsBeingRecorded_IsRecordedAfterIt()
    {
        FakeClock clock = new();
        await using EngineHost host = await StartAsync(clock);
        FullDisk disk = Disk(host);
        disk.Saved = _ =>
        {
            disk.IsFull = true;
            return Task.CompletedTask;
        };
        string id = await FailAsync(host);
        List<long> versions = [];
        int writers = 0;
        TaskCompletionSource begun = new();
        TaskCompletionSource goOn = new();
        disk.Saving = async job =>
        {
            versions.Add(job.Version);
            Assert.Equal(1, Interlocked.Increment(ref writers));
            begun.TrySetResult();
            await goOn.Task;
        };
        disk.Saved = _ => Task.FromResult(Interlocked.Decrement(ref writers));
        disk.IsFull = false;
        await Eventually.HoldsAsync(() => begun.Task.IsCompleted, () => clock.Advance(TimeSpan.FromSeconds(1)));
        TaskCompletionSource work = new();
        host.Pages.Work = _ => work.Task;

        Task<JobSnapshot?> retry = host.Engine.RetryFailedAsync(id, null, CancellationToken.None);
        goOn.SetResult();

        Assert.Equal(JobState.Processing, (await retry)!.State);
        Assert.Equal("processing", StatusOnDisk(host, id));
        work.SetResult();
        Assert.Equal(JobState.Completed, (await host.EndAsync(id)).State);
        Assert.Equal("completed", StatusOnDisk(host, id));
        Assert.Equal(versions.Distinct().Order(), versions);
    }

    [Fact]
    public async Task RetryFailedAsync_CancelledWhileTheWriteFails_StaysCancelled()
    {
        await using EngineHost host = await StartAsync();
        string id = await FailAsync(host);
        FullDisk disk = Disk(host);
        TaskCompletionSource goOn = new();
        disk.Saving = async _ =>
        {
            await goOn.Task;
            disk.Saving = _ => Task.CompletedTask;
            throw FullDisk.Fault();
        };

        Task<JobSnapshot?> retry = host.Engine.RetryFailedAsync(id, null, CancellationToken.None);
        Assert.Equal(JobState.Cancelled, host.Engine.Cancel(id)!.State);
        goOn.SetResult();

        Assert.Equal(RefusalReason.DiskFull, (await Assert.ThrowsAsync<JobRefusedException>(() => retry)).Reason);
        Assert.Equal((JobState.Cancelled, 2), ((await host.EndAsync(id)).State, host.Engine.Find(id)!.Progress.Cancelled));
        Assert.Equal("cancelled", StatusOnDisk(host, id));
        Assert.Equal(0, host.Services.GetRequiredService<IWorkQueue>().Count);
    }

    [Fact]
    public async Task Cancel_DiskFull_IsRecordedWhenThereIsRoom()
    {
        FakeClock clock = new();
        await using EngineHost host = await StartAsync(clock);
        host.Pages.Work = token => Task.Delay(Timeout.Infinite, token);
        string id = (await host.SubmitAsync(2)).Definition.JobId;
        Disk(host).IsFull = true;

        Assert.Equal(JobState.Cancelled, host.Engine.Cancel(id)!.State);

        Assert.Equal(JobState.Cancelled, (await host.EndAsync(id)).State);
        Assert.Equal("queued", StatusOnDisk(host, id));
        Disk(host).IsFull = false;
        await Eventually.HoldsAsync(() => StatusOnDisk(host, id) == "cancelled", () => clock.Advance(TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task Finish_NoRoomForTheSummary_IsSummarizedAndRecordedLater()
    {
        FakeClock clock = new();
        await using EngineHost host = await StartAsync(clock);
        TaskCompletionSource goOn = new();
        host.Pages.Work = _ => goOn.Task;
        JobSnapshot job = await host.SubmitAsync(2);
        string id = job.Definition.JobId;

        // Removed by the failed write.
        File.CreateSymbolicLink(host.Paths.Summary(job.Definition) + AtomicFile.TemporaryEnding, "/dev/full");
        goOn.SetResult();

        Assert.Null((await host.EndAsync(id)).Summary);
        await Eventually.HoldsAsync(
            () => host.Engine.Find(id)!.Summary is { SuccessfulImages: 2 }, () => clock.Advance(TimeSpan.FromSeconds(1)));
        Assert.Equal("completed", StatusOnDisk(host, id));
        Assert.True(File.Exists(host.Paths.Summary(job.Definition)));
    }

    private static FullDisk Disk(EngineHost host) => (FullDisk)host.Services.GetRequiredService<IJobStore>();

    private static string? StatusOnDisk(EngineHost host, string id)
    {
        using JsonDocument record = JsonDocument.Parse(File.ReadAllBytes(host.Paths.Record(id)));
        return record.RootElement.GetProperty("status").GetString();
    }

    /// <summary>A finished job of two failed images that would succeed when retried.</summary>
    private static async Task<string> FailAsync(EngineHost host)
    {
        host.Pages.Fails = page => page > 0 ? new InvalidOperationException() : null;
        string id = (await host.SubmitAsync(2, r => r with { MaxRetries = 0 })).Definition.JobId;
        Assert.Equal(JobState.Failed, (await host.EndAsync(id)).State);
        host.Pages.Fails = _ => null;
        return id;
    }

    private Task<EngineHost> StartAsync(TimeProvider? time = null) => EngineHost.StartAsync(
        _folder.Path,
        o => (o.Concurrency, o.QueueLimit, o.CacheMegabytes) = (1, 5, 0),
        s =>
        {
            s.AddSingleton(time ?? TimeProvider.System);
            s.AddSingleton<JobStore>();
            s.Replace(ServiceDescriptor.Singleton<IJobStore>(p => new FullDisk(p.GetRequiredService<JobStore>())));
        });
}
