using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RoDLA.Jobs.Engine;
using RoDLA.Jobs.States;
using RoDLA.Jobs.Store;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Jobs.Fixtures;
using Xunit;

namespace RoDLA.Tests.Jobs.Engine;

public sealed class FullDiskTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Disk_FullInTheMidst_FailsImagesWithTheirCategoryAndGoesOnAfterARestart()
    {
        string id;
        await using (EngineHost host = await StartAsync())
        {
            FullDisk disk = (FullDisk)host.Services.GetRequiredService<IJobStore>();
            int done = 0;
            host.Pages.Work = _ =>
            {
                disk.IsFull = ++done > 2;
                return Task.CompletedTask;
            };
            id = (await host.SubmitAsync(5, r => r with { MaxRetries = 1 })).Definition.JobId;
            JobSnapshot ended = await host.EndAsync(id);
            Assert.Equal((JobState.Partial, 2, 3), (ended.State, ended.Progress.Successful, ended.Progress.Failed));
            Assert.All(ended.Items.Skip(2), i => Assert.Equal((ErrorCategory.DiskFull, 2), (i.Category, i.Attempts)));
        }

        foreach (string json in Directory.EnumerateFiles(_folder.Path, "*.json", SearchOption.AllDirectories))
        {
            using JsonDocument whole = JsonDocument.Parse(await File.ReadAllBytesAsync(json));
        }

        // What could not be written was never so: with room on the disk, the job goes on.
        await using EngineHost next = await EngineHost.StartAsync(_folder.Path);
        Assert.Equal((JobState.Completed, 5), ((await next.EndAsync(id)).State, next.Engine.Find(id)!.Progress.Successful));
        Assert.Equal(3, next.Pages.Requests.Count);
    }

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
