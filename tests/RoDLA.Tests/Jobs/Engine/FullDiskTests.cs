using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;
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
    public async Task Work_DiskFillsUp_ImagesFailAndEveryFileIsComplete()
    {
        await using EngineHost host = await StartAsync();
        JobSnapshot ended = await FillAfterAsync(host, done: 2, images: 5);

        Assert.Equal(JobState.Partial, ended.State);
        Assert.Equal(2, ended.Progress.Successful);
        Assert.Equal(3, ended.Progress.Failed);
        Assert.All(ended.Items.Skip(2), i => Assert.Equal(ErrorCategory.DiskFull, i.Category));
        AssertWhole(host);
        Assert.NotEqual("partial", StatusOnDisk(host, ended));
    }

    [Fact]
    public async Task Work_ThereIsRoomAgain_EndIsRecordedWithoutARestart()
    {
        await using EngineHost host = await StartAsync();
        JobSnapshot ended = await FillAfterAsync(host, done: 1, images: 3);
        Assert.Null(ended.Summary);

        _disk.Free();
        await Eventually.HoldsAsync(() => StatusOnDisk(host, ended) == "partial", () => _clock.Advance(TimeSpan.FromSeconds(1)));

        await Eventually.HoldsAsync(() => host.Engine.Find(ended.Definition.JobId)!.Summary is { SuccessfulImages: 1 });
        Assert.False(File.Exists(host.Paths.Journal(ended.Definition.JobId)));
        Assert.True(File.Exists(host.Paths.Summary(ended.Definition)));
        AssertWhole(host);
    }

    [Fact]
    public async Task Start_ProcessEndedWhileTheDiskWasFull_JobIsUnchanged()
    {
        JobSnapshot ended;
        await using (EngineHost host = await StartAsync())
        {
            ended = await FillAfterAsync(host, done: 2, images: 4);
        }

        _disk.Free();
        await using EngineHost next = await StartAsync();
        await Eventually.HoldsAsync(() => next.Engine.Find(ended.Definition.JobId)!.IsFinal);

        JobSnapshot found = next.Engine.Find(ended.Definition.JobId)!;
        Assert.InRange(found.Progress.Successful, 2, 4);
        Assert.Equal(4, found.Progress.Current);
        AssertWhole(next);
    }

    [Fact]
    public async Task RetryFailed_ThereIsRoomAgain_AllSucceed()
    {
        await using EngineHost host = await StartAsync();
        JobSnapshot ended = await FillAfterAsync(host, done: 1, images: 4);
        _disk.Free();

        Assert.NotNull(await host.Engine.RetryFailedAsync(ended.Definition.JobId, null, CancellationToken.None));
        JobSnapshot again = await host.EndAsync(ended.Definition.JobId);

        Assert.Equal(JobState.Completed, again.State);
        Assert.Equal("completed", StatusOnDisk(host, again));
        AssertWhole(host);
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

    /// <summary>Runs a job and fills the disk after a number of images.</summary>
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
        return await host.EndAsync(job.Definition.JobId);
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
