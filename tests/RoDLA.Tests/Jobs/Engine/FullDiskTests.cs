using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;
using RoDLA.Jobs.Status;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Jobs.Fixtures;
using Xunit;

namespace RoDLA.Tests.Jobs.Engine;

/// <summary>A disk that becomes full during a job.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly SmallDisk _disk = new();
    private readonly FakeClock _clock = new();
    private readonly FakeDetection _pages = new() { KeepsUploads = false };

    [Fact]
    public async Task Work_DiskFillsUp_JobWaitsAndCompletesWhenThereIsRoom()
    {
        await using EngineHost host = await StartAsync();
        JobSnapshot waiting = await FillAfterAsync(host, done: 2, images: 5);

        Assert.Equal((JobState.Processing, 2, 0), (waiting.State, waiting.Progress.Successful, waiting.Progress.Failed));
        Assert.All(waiting.Items.Skip(2), i => Assert.Equal((ItemState.Pending, 0, null), (i.State, i.Attempts, i.Category)));
        Assert.True(BatchJobStatus.From(waiting, host.Paths).WaitingForDisk);
        AssertWhole(host);

        _disk.Free();
        string id = waiting.Definition.JobId;
        await Eventually.HoldsAsync(() => host.Engine.Find(id)!.IsPersisted, () => _clock.Advance(TimeSpan.FromSeconds(1)));

        JobSnapshot ended = host.Engine.Find(id)!;
        Assert.Equal((JobState.Completed, false), (ended.State, ended.Progress.WaitsForDisk));
        Assert.All(ended.Items, i => Assert.Equal((ItemState.Success, 1), (i.State, i.Attempts)));
        Assert.Equal(5, ended.Summary!.SuccessfulImages);
        Assert.Equal("completed", StatusOnDisk(host, ended));
        Assert.False(File.Exists(host.Paths.Journal(id)));
        AssertWhole(host);
    }

    [Fact]
    public async Task Work_DiskStaysFull_JobKeepsWaiting()
    {
        await using EngineHost host = await StartAsync();
        JobSnapshot waiting = await FillAfterAsync(host, done: 1, images: 3);
        for (int i = 0; i < 12; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(5));
            await Task.Delay(20);
        }

        JobSnapshot found = host.Engine.Find(waiting.Definition.JobId)!;
        Assert.Equal((JobState.Processing, 1, 0), (found.State, found.Progress.Successful, found.Progress.Failed));
    }

    [Fact]
    public async Task Start_ProcessEndedWhileTheDiskWasFull_JobCompletes()
    {
        JobSnapshot waiting;
        await using (EngineHost host = await StartAsync())
        {
            waiting = await FillAfterAsync(host, done: 2, images: 4);
        }

        _disk.Free();
        await using EngineHost next = await StartAsync();
        JobSnapshot found = await next.EndAsync(waiting.Definition.JobId);

        Assert.Equal((JobState.Completed, 4), (found.State, found.Progress.Successful));
        AssertWhole(next);
    }

    [Fact]
    public async Task CreateDraft_LittleFreeSpace_IsRefused()
    {
        await using EngineHost host = await StartAsync(mustStayFree: 16_777_216);

        JobRefusedException e = Assert.Throws<JobRefusedException>(() => host.Engine.CreateDraft());

        Assert.Equal(RefusalReason.DiskFull, e.Reason);
    }

    public void Dispose() => _disk.Dispose();

    private Task<EngineHost> StartAsync(int mustStayFree = 0) => EngineHost.StartAsync(
        _disk.Path,
        o =>
        {
            o.Concurrency = 1;
            o.MaxRetries = 0;
            o.MinFreeMegabytes = mustStayFree;
        },
        s => s.AddSingleton<TimeProvider>(_clock),
        _pages);

    /// <summary>Runs a job, fills the disk after a number of images, and waits until the job waits.</summary>
    private async Task<JobSnapshot> FillAfterAsync(EngineHost host, int done, int images)
    {
        TaskCompletionSource reached = new();
        TaskCompletionSource goOn = new();
        int begun = 0;
        _pages.Work = async _ =>
        {
            if (Interlocked.Increment(ref begun) == done + 1)
            {
                reached.SetResult();
                await goOn.Task;
            }
        };
        JobSnapshot job = await host.SubmitAsync(images);
        await reached.Task.WaitAsync(TimeSpan.FromSeconds(60));
        JobPaths paths = host.Paths;
        _disk.Fill([.. Enumerable.Range(done, images - done).Select(i => paths.Result(job.Definition, i)), paths.Record(job.Definition.JobId), paths.Summary(job.Definition)]);
        goOn.SetResult();
        JobSnapshot? found = null;
        await Eventually.HoldsAsync(() => (found = host.Engine.Find(job.Definition.JobId)!).Progress.WaitsForDisk);
        return found!;
    }

    private static string? StatusOnDisk(EngineHost host, JobSnapshot job)
    {
        using JsonDocument record = JsonDocument.Parse(File.ReadAllBytes(host.Paths.Record(job.Definition.JobId)));
        return record.RootElement.GetProperty("status").GetString();
    }

    private void AssertWhole(EngineHost host)
    {
        string[] files = Directory.GetFiles(_disk.Path, "*.json", SearchOption.AllDirectories);
        Assert.Contains(files, f => f.StartsWith(host.Paths.JobsFolder, StringComparison.Ordinal));
        foreach (string file in files)
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file));
            Assert.Equal(JsonValueKind.Object, document.RootElement.ValueKind);
        }
    }
}
