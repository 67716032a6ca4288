using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RoDLA.Jobs.Engine;
using RoDLA.Jobs.States;
using RoDLA.Jobs.Store;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Jobs.Fixtures;
using Xunit;

namespace RoDLA.Tests.Jobs.Engine;

/// <summary>What is asked of the engine while nothing can be written.</summary>
public sealed class FullStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task SubmitAsync_DiskFull_IsRefusedAndItsPlacesComeBack()
    {
        await using EngineHost host = await StartAsync();
        FullDisk disk = (FullDisk)host.Services.GetRequiredService<IJobStore>();
        disk.IsFull = true;
        Assert.Equal(RefusalReason.DiskFull, (await Assert.ThrowsAsync<JobRefusedException>(() => host.SubmitAsync(4))).Reason);
        disk.IsFull = false;
        Assert.Empty(Directory.EnumerateDirectories(host.Paths.JobsFolder));
        Assert.Equal(JobState.Completed, (await host.EndAsync((await host.SubmitAsync(4)).Definition.JobId)).State);
    }

    [Fact]
    public async Task RetryFailedAsync_DiskFull_LeavesTheJobAsItWas()
    {
        await using EngineHost host = await StartAsync();
        bool broken = true;
        host.Pages.Fails = page => broken && page > 0 ? new InvalidOperationException() : null;
        string id = (await host.SubmitAsync(2, r => r with { MaxRetries = 0 })).Definition.JobId;
        await host.EndAsync(id);
        broken = false;
        FullDisk disk = (FullDisk)host.Services.GetRequiredService<IJobStore>();
        disk.IsFull = true;
        Assert.Equal(
            RefusalReason.DiskFull,
            (await Assert.ThrowsAsync<JobRefusedException>(() => host.Engine.RetryFailedAsync(id, CancellationToken.None))).Reason);
        Assert.Equal((JobState.Failed, 2), (host.Engine.Find(id)!.State, host.Engine.Find(id)!.Progress.Failed));
        disk.IsFull = false;
        Assert.NotNull(await host.Engine.RetryFailedAsync(id, CancellationToken.None));
        Assert.Equal(JobState.Completed, (await host.EndAsync(id)).State);
    }

    private Task<EngineHost> StartAsync() => EngineHost.StartAsync(
        _folder.Path,
        o => (o.Concurrency, o.QueueLimit, o.CacheMegabytes) = (1, 5, 0),
        s =>
        {
            s.AddSingleton<JobStore>();
            s.Replace(ServiceDescriptor.Singleton<IJobStore>(p => new FullDisk(p.GetRequiredService<JobStore>())));
        });
}
