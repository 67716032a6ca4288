using System.Text.Json;
using RoDLA.Imaging;
using RoDLA.Jobs.Model;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Jobs.Fixtures;
using Xunit;

namespace RoDLA.Tests.Jobs.Engine;

public sealed class JobEngineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task SubmitAsync_FewImages_CompletesWithEveryResultOnDisk()
    {
        await using EngineHost host = await EngineHost.StartAsync(_folder.Path);
        JobSnapshot accepted = await host.SubmitAsync(5);
        Assert.Equal(JobState.Queued, accepted.State);

        JobSnapshot ended = await host.EndAsync(accepted.Definition.JobId);

        Assert.Equal(JobState.Completed, ended.State);
        Assert.Equal(5, ended.Progress.Successful);
        Assert.Equal(0, ended.Progress.SecondsLeft);
        for (int i = 0; i < 5; i++)
        {
            using JsonDocument result = JsonDocument.Parse(await File.ReadAllBytesAsync(host.Paths.Result(ended.Definition, i)));
            Assert.Equal($"page{i + 1}.png", result.RootElement.GetProperty("filename").GetString());
        }

        Assert.False(File.Exists(host.Paths.Journal(ended.Definition.JobId)));
        using JsonDocument record = JsonDocument.Parse(await File.ReadAllBytesAsync(host.Paths.Record(ended.Definition.JobId)));
        Assert.Equal("completed", record.RootElement.GetProperty("status").GetString());
        Assert.Equal(5, record.RootElement.GetProperty("results").GetArrayLength());
    }

    [Fact]
    public async Task SubmitAsync_OneBadImage_IsPartial()
    {
        await using EngineHost host = await EngineHost.StartAsync(_folder.Path, o => o.Concurrency = 1);
        int asked = 0;
        host.Pages.Fails = page => page > 0 && ++asked == 2 ? new ImageException(ImageFault.Undecodable, "It is broken.") : null;

        JobSnapshot ended = await host.EndAsync((await host.SubmitAsync(3)).Definition.JobId);

        Assert.Equal(JobState.Partial, ended.State);
        Assert.Equal((2, 1), (ended.Progress.Successful, ended.Progress.Failed));
        ItemRecord failed = ended.Items[1];
        Assert.Equal((ItemState.Failed, 1, ErrorCategory.BadImage, "It is broken."), (failed.State, failed.Attempts, failed.Category, failed.Error));
        Assert.Equal("page2.png", ended.Progress.LastFailure!.Image);
    }

    [Fact]
    public async Task SubmitAsync_TransientError_IsRetriedAndSucceeds()
    {
        await using EngineHost host = await EngineHost.StartAsync(_folder.Path, o => o.Concurrency = 1);
        int asked = 0;
        host.Pages.Fails = page => page > 0 && ++asked <= 2 ? new InvalidOperationException("hiccup") : null;

        JobSnapshot ended = await host.EndAsync((await host.SubmitAsync(1)).Definition.JobId);

        Assert.Equal(JobState.Completed, ended.State);
        Assert.Equal(3, ended.Items[0].Attempts);
        Assert.Null(ended.Items[0].Error);
    }

    [Fact]
    public async Task SubmitAsync_LastingError_FailsAfterTheRetries()
    {
        await using EngineHost host = await EngineHost.StartAsync(_folder.Path);
        host.Pages.Fails = page => page > 0 ? new InvalidOperationException("secret of the inside") : null;

        JobSnapshot ended = await host.EndAsync((await host.SubmitAsync(2, r => r with { MaxRetries = 1 })).Definition.JobId);

        Assert.Equal(JobState.Failed, ended.State);
        Assert.All(ended.Items, i => Assert.Equal((2, ErrorCategory.Internal), (i.Attempts, i.Category)));
        Assert.DoesNotContain("secret", await File.ReadAllTextAsync(host.Paths.Record(ended.Definition.JobId)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SubmitAsync_MoreThanTheQueueLimit_IsRefusedAndLeavesNoFiles()
    {
        await using EngineHost host = await EngineHost.StartAsync(_folder.Path, o => o.QueueLimit = 4);
        JobRefusedException refusal = await Assert.ThrowsAsync<JobRefusedException>(() => host.SubmitAsync(5));
        Assert.Equal(RefusalReason.QueueFull, refusal.Reason);
        Assert.NotNull(refusal.RetryAfter);
        Assert.Empty(host.Engine.List());
        Assert.Empty(Directory.EnumerateDirectories(host.Paths.JobsFolder));

        Assert.Equal(JobState.Completed, (await host.EndAsync((await host.SubmitAsync(4)).Definition.JobId)).State);
        Assert.Equal(JobState.Completed, (await host.EndAsync((await host.SubmitAsync(4)).Definition.JobId)).State);
    }

    [Fact]
    public async Task RemoveInputsAsync_JobIsRetried_KeepsThemUntilItIsFinished()
    {
        await using EngineHost host = await EngineHost.StartAsync(_folder.Path, o => o.MaxRetries = 0);
        host.Pages.Fails = page => page > 0 ? new InvalidOperationException() : null;
        string id = (await host.SubmitAsync(2)).Definition.JobId;
        await host.EndAsync(id);
        TaskCompletionSource work = new();
        host.Pages.Work = _ => work.Task;
        await host.Engine.RetryFailedAsync(id, null, CancellationToken.None);

        Assert.False(await host.Engine.RemoveInputsAsync(id, CancellationToken.None));
        Assert.True(Directory.Exists(host.Paths.InputFolder(id)));
        Assert.False(await host.Engine.RemoveAsync(id, CancellationToken.None));

        work.SetResult();
        await host.EndAsync(id);
        Assert.True(await host.Engine.RemoveInputsAsync(id, CancellationToken.None));
        Assert.False(Directory.Exists(host.Paths.InputFolder(id)));
        Assert.False(await host.Engine.RemoveInputsAsync(id, CancellationToken.None));
        Assert.True(await host.Engine.RemoveAsync(id, CancellationToken.None));
        Assert.Null(host.Engine.Find(id));
    }
}
