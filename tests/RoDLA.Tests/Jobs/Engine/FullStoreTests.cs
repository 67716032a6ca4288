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
    public async Task Cancel_WhileARetryIsWritten_IsRefused()
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
        Assert.Throws<JobConflictException>(() => host.Engine.Cancel(id));
        goOn.SetResult();

        Assert.Equal(RefusalReason.DiskFull, (await Assert.ThrowsAsync<JobRefusedException>(() => retry)).Reason);
        Assert.Equal((JobState.Failed, 2), (host.Engine.Find(id)!.State, host.Engine.Find(id)!.Progress.Failed));
        Assert.Equal("failed", StatusOnDisk(host, id));
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

        await Eventually.HoldsAsync(() => host.Engine.Find(id)!.Progress.WaitsForDisk);
        Assert.Equal("queued", StatusOnDisk(host, id));
        Disk(host).IsFull = false;
        await Eventually.HoldsAsync(() => StatusOnDisk(host, id) == "cancelled", () => clock.Advance(TimeSpan.FromSeconds(1)));
        Assert.Equal(JobState.Cancelled, (await host.EndAsync(id)).State);
    }

    [Fact]
    public async Task Finish_NoRoomForTheSummary_EndsWithItLater()
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

        await Eventually.HoldsAsync(() => host.Engine.Find(id)!.Progress.WaitsForDisk);
        Assert.False(host.Engine.Find(id)!.IsFinal);
        await Eventually.HoldsAsync(() => host.Engine.Find(id)!.IsPersisted, () => clock.Advance(TimeSpan.FromSeconds(1)));
        Assert.Equal(2, host.Engine.Find(id)!.Summary!.SuccessfulImages);
        Assert.Equal("completed", StatusOnDisk(host, id));
        Assert.True(File.Exists(host.Paths.Summary(job.Definition)));
    }

    [Fact]
    public async Task Finish_RecordCannotBeWritten_IsTriedAgainAndDelaysNoOtherJob()
    {
        FakeClock clock = new();
        await using EngineHost host = await StartAsync(clock);
        string refused = "";
        Disk(host).Saving = job => job.Definition.JobId == refused && job.IsFinal
            ? throw new UnauthorizedAccessException()
            : Task.CompletedTask;
        TaskCompletionSource goOn = new();
        host.Pages.Work = _ => goOn.Task;
        refused = (await host.SubmitAsync(1)).Definition.JobId;
        string other = (await host.SubmitAsync(1)).Definition.JobId;
        goOn.SetResult();

        Assert.Equal(JobState.Completed, (await host.EndAsync(other)).State);
        Assert.Equal((false, false), (host.Engine.Find(refused)!.IsFinal, host.Engine.Find(refused)!.Progress.WaitsForDisk));
        Disk(host).Saving = _ => Task.CompletedTask;
        await Eventually.HoldsAsync(() => host.Engine.Find(refused)!.IsPersisted, () => clock.Advance(TimeSpan.FromSeconds(1)));
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
