using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NSubstitute;
using RoDLA.Detection;
using RoDLA.Imaging;
using RoDLA.Jobs.Engine;
using RoDLA.Jobs.Fetching;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Jobs.Fixtures;
using Xunit;

namespace RoDLA.Tests.Jobs.Work;

public sealed class JobWorkersTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Cancel_ImageInProgress_StopsItAndKeepsFinishedImages()
    {
        using Steps steps = new();
        await using EngineHost host = await EngineHost.StartAsync(_folder.Path, o => o.Concurrency = 1, pages: steps.Pages);
        string id = (await host.SubmitAsync(5)).Definition.JobId;
        steps.Release(1);
        await Eventually.HoldsAsync(() => host.Engine.Find(id)!.Items[1].State == ItemState.Processing);

        JobSnapshot cancelled = host.Engine.Cancel(id)!;

        Assert.Equal(JobState.Cancelled, cancelled.State);
        JobSnapshot ended = await host.EndAsync(id);
        Assert.Equal((1, 4), (ended.Progress.Successful, ended.Progress.Cancelled));
        Assert.True(File.Exists(host.Paths.Result(ended.Definition, 0)));
        Assert.False(File.Exists(host.Paths.Result(ended.Definition, 1)));
        Assert.Throws<JobConflictException>(() => host.Engine.Cancel(id));
        Assert.Null(host.Engine.Cancel("unknown"));
    }

    [Fact]
    public async Task Cancel_AtRandomTimes_NeverLosesOrRevivesAnImage()
    {
        Random random = new(11);
        await using EngineHost host = await EngineHost.StartAsync(_folder.Path, o => o.Concurrency = 4);
        host.Pages.Work = token => Task.Delay(random.Next(3), token);
        for (int round = 0; round < 25; round++)
        {
            string id = (await host.SubmitAsync(12)).Definition.JobId;
            await Task.Delay(random.Next(12));
            try
            {
                host.Engine.Cancel(id);
            }
            catch (JobConflictException)
            {
                // It finished first.
            }

            JobSnapshot ended = await host.EndAsync(id);
            Assert.Equal(12, ended.Progress.Current);
            Assert.All(ended.Items, i => Assert.True(i.State is ItemState.Success or ItemState.Cancelled));
            Assert.Equal(ended.Progress.Cancelled > 0 ? JobState.Cancelled : JobState.Completed, ended.State);
            for (int i = 0; i < 12; i++)
            {
                Assert.Equal(ended.Items[i].State == ItemState.Success, File.Exists(host.Paths.Result(ended.Definition, i)));
            }
        }

        Assert.Equal(0, host.Services.GetRequiredService<IWorkQueue>().Count);
    }

    [Fact]
    public async Task RetryFailedAsync_FinishedJob_RetriesOnlyFailedImages()
    {
        await using EngineHost host = await EngineHost.StartAsync(_folder.Path, o => o.MaxRetries = 0);
        bool broken = true;
        host.Pages.Fails = page => broken && page > 0 && host.Pages.Requests.Count % 2 == 0 ? new InvalidOperationException() : null;
        string id = (await host.SubmitAsync(8)).Definition.JobId;
        JobSnapshot first = await host.EndAsync(id);
        int failed = first.Progress.Failed;
        Assert.InRange(failed, 1, 8);
        broken = false;
        host.Pages.Requests.Clear();

        JobSnapshot again = (await host.Engine.RetryFailedAsync(id, null, CancellationToken.None))!;

        Assert.Equal(JobState.Processing, again.State);
        JobSnapshot ended = await host.EndAsync(id);
        Assert.Equal((JobState.Completed, 8), (ended.State, ended.Progress.Successful));
        Assert.Equal(failed, host.Pages.Requests.Count);
        await Assert.ThrowsAsync<JobConflictException>(() => host.Engine.RetryFailedAsync(id, null, CancellationToken.None));
        Assert.Null(await host.Engine.RetryFailedAsync("unknown", null, CancellationToken.None));
    }

    [Fact]
    public async Task Retry_TransientError_WaitsForTheBackoff()
    {
        FakeClock clock = new();
        await using EngineHost host = await EngineHost.StartAsync(
            _folder.Path, o => o.RetryDelay = TimeSpan.FromSeconds(60), s => s.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));
        int asked = 0;
        host.Pages.Fails = page => page > 0 && Interlocked.Increment(ref asked) == 1 ? new InvalidOperationException() : null;
        string id = (await host.SubmitAsync(1)).Definition.JobId;
        await Eventually.HoldsAsync(() => host.Engine.Find(id)!.Items[0] is { State: ItemState.Pending, NotBefore: not null });
        Assert.InRange((host.Engine.Find(id)!.Items[0].NotBefore!.Value - clock.GetUtcNow()).TotalSeconds, 45, 75);

        clock.Advance(TimeSpan.FromSeconds(44));
        Assert.Equal(1, host.Engine.Find(id)!.Items[0].Attempts);
        clock.Advance(TimeSpan.FromSeconds(32));
        Assert.Equal((JobState.Completed, 2), ((await host.EndAsync(id)).State, host.Engine.Find(id)!.Items[0].Attempts));
    }

    [Fact]
    public async Task ItemTimeout_ImageThatHangs_IsRetriedThenFails()
    {
        FakeClock clock = new();
        await using EngineHost host = await EngineHost.StartAsync(
            _folder.Path, o => o.MaxRetries = 1, s => s.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));
        host.Pages.Work = token => Task.Delay(Timeout.Infinite, token);
        string id = (await host.SubmitAsync(1)).Definition.JobId;
        await Eventually.HoldsAsync(
            () => host.Engine.Find(id)!.Items[0].State == ItemState.Failed,
            () => clock.Advance(TimeSpan.FromSeconds(200)));
        ItemRecord item = (await host.EndAsync(id)).Items[0];
        Assert.Equal((ErrorCategory.TimedOut, 2, "It took longer than 900 s."), (item.Category, item.Attempts, item.Error));
    }

    [Fact]
    public async Task MaxConcurrent_One_RunsOneAtATime()
    {
        int running = 0;
        int most = 0;
        FakeDetection pages = new() { KeepsUploads = false };
        await using EngineHost host = await EngineHost.StartAsync(_folder.Path, o => o.Concurrency = 4, pages: pages);
        pages.Work = async token =>
        {
            int now = Interlocked.Increment(ref running);
            InterlockedMax(ref most, now);
            await Task.Delay(2, token);
            Interlocked.Decrement(ref running);
        };
        string id = (await host.SubmitAsync(20, r => r with { MaxConcurrent = 1 })).Definition.JobId;
        Assert.Equal(JobState.Completed, (await host.EndAsync(id)).State);
        Assert.Equal(1, most);
    }

    [Fact]
    public async Task Model_Loading_DelaysTheFirstAttempt()
    {
        FakeDetection pages = new() { KeepsUploads = false, Status = new DetectorStatus(DetectorState.Loading, null, null) };
        pages.Fails = page => pages.Status.State == DetectorState.Loading && page > 0
            ? new DetectorUnavailableException("The model is being loaded.", TimeSpan.FromSeconds(2))
            : null;
        await using EngineHost host = await EngineHost.StartAsync(_folder.Path, pages: pages);
        string id = (await host.SubmitAsync(3)).Definition.JobId;
        Assert.Equal(JobState.Queued, host.Engine.Find(id)!.State);
        pages.Status = new DetectorStatus(DetectorState.Ready, "CPUExecutionProvider", null);
        Assert.All((await host.EndAsync(id)).Items, i => Assert.Equal((ItemState.Success, 1), (i.State, i.Attempts)));
    }

    [Fact]
    public async Task Url_Fetched_IsStoredAndProcessed()
    {
        IImageFetcher fetcher = Substitute.For<IImageFetcher>();
        fetcher.FetchAsync("https://example.org/a.png", Arg.Any<Stream>(), Arg.Any<CancellationToken>()).Returns(async call =>
        {
            await call.Arg<Stream>().WriteAsync(new byte[] { 1, 2, 3 });
            return 3L;
        });
        fetcher.FetchAsync("https://example.org/gone.png", Arg.Any<Stream>(), Arg.Any<CancellationToken>())
            .Returns<long>(_ => throw new FetchException(ErrorCategory.DownloadRefused, "It is not there (404)."));
        await using EngineHost host = await EngineHost.StartAsync(
            _folder.Path, replace: s => s.Replace(ServiceDescriptor.Singleton(fetcher)));
        using JobDraft draft = host.Engine.CreateDraft();
        draft.AddUrl("https://example.org/a.png", "a.png");
        draft.AddUrl("https://example.org/gone.png", "gone.png");
        JobSnapshot job = await host.Engine.SubmitAsync(draft, new JobRequest(new JobSettings(new DetectionSettings(0.3f))), CancellationToken.None);

        JobSnapshot ended = await host.EndAsync(job.Definition.JobId);

        Assert.Equal([ItemState.Success, ItemState.Failed], ended.Items.Select(i => i.State));
        Assert.Equal((ErrorCategory.DownloadRefused, 1), (ended.Items[1].Category, ended.Items[1].Attempts));
        Assert.Equal([1, 2, 3], await File.ReadAllBytesAsync(host.Paths.Fetched(ended.Definition, 0)));
    }

    [Fact]
    public async Task RetryFailedAsync_UrlOfABadImage_IsFetchedAgain()
    {
        byte[] content = [1];
        IImageFetcher fetcher = Substitute.For<IImageFetcher>();
        fetcher.FetchAsync(default!, default!, default).ReturnsForAnyArgs(async call =>
        {
            await call.Arg<Stream>().WriteAsync(content);
            return (long)content.Length;
        });
        FakeDetection pages = new()
        {
            PageCount = 2,
            FailsOn = request => content.Length == 1 && request.FileName == "bad.tif" ? new ImageException(ImageFault.Undecodable, "It is torn.") : null,
        };
        await using EngineHost host = await EngineHost.StartAsync(
            _folder.Path, replace: s => s.Replace(ServiceDescriptor.Singleton(fetcher)), pages: pages);
        using JobDraft draft = host.Engine.CreateDraft();
        draft.AddUrl("https://example.org/good.tif", "good.tif");
        draft.AddUrl("https://example.org/bad.tif", "bad.tif");
        string id = (await host.Engine.SubmitAsync(draft, new JobRequest(new JobSettings(new DetectionSettings(0.3f))), CancellationToken.None)).Definition.JobId;
        JobSnapshot first = await host.EndAsync(id);
        Assert.Equal((JobState.Partial, ErrorCategory.BadImage), (first.State, first.Items[1].Category));

        content = [2, 2];
        pages.Uploads.Clear();
        await host.Engine.RetryFailedAsync(id, null, CancellationToken.None);
        JobSnapshot ended = await host.EndAsync(id);

        Assert.Equal(JobState.Completed, ended.State);
        Assert.Equal([2, 2], Assert.Single(pages.Uploads).Bytes);
        Assert.Equal([1], await File.ReadAllBytesAsync(host.Paths.Fetched(ended.Definition, 0)));
    }

    [Fact]
    public async Task RetryFailedAsync_Cancelled_ChangesNothing()
    {
        await using EngineHost host = await EngineHost.StartAsync(_folder.Path);
        host.Pages.Fails = page => page > 0 ? new ImageException(ImageFault.Undecodable, "It is torn.") : null;
        JobSnapshot ended = await host.EndAsync((await host.SubmitAsync(1)).Definition.JobId);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => host.Engine.RetryFailedAsync(ended.Definition.JobId, null, new CancellationToken(canceled: true)));

        Assert.Equal(ended.Version, host.Engine.Find(ended.Definition.JobId)!.Version);
    }

    [Fact]
    public async Task StopAsync_ImageThatEndsInTime_IsRecordedAndTheOthersResume()
    {
        using Steps steps = new();
        string id;
        await using (EngineHost host = await EngineHost.StartAsync(_folder.Path, o => o.Concurrency = 1, pages: steps.Pages))
        {
            id = (await host.SubmitAsync(3)).Definition.JobId;
            await Eventually.HoldsAsync(() => host.Engine.Find(id)!.Items[0].State == ItemState.Processing);
            Task stopped = host.StopAsync();
            await Eventually.HoldsAsync(() => host.Health.WhyNotReady is not null);
            await Assert.ThrowsAsync<JobRefusedException>(() => host.SubmitAsync(1));
            steps.Release(3);
            await stopped;
        }

        await using EngineHost next = await EngineHost.StartAsync(_folder.Path);
        JobSnapshot ended = await next.EndAsync(id);
        Assert.Equal(JobState.Completed, ended.State);
        Assert.All(ended.Items, i => Assert.Equal((1, 0), (i.Attempts, i.Crashes)));
        Assert.Equal(2, next.Pages.Requests.Count);
    }

    [Fact]
    public async Task StopAsync_ImageThatDoesNotEndInTime_ReturnsToTheQueueWithoutACrash()
    {
        using Steps steps = new();
        string id;
        await using (EngineHost host = await EngineHost.StartAsync(_folder.Path, o => o.StopGrace = TimeSpan.Zero, pages: steps.Pages))
        {
            id = (await host.SubmitAsync(3)).Definition.JobId;
            await Eventually.HoldsAsync(() => host.Engine.Find(id)!.Items[0].State == ItemState.Processing);
            await host.StopAsync();
        }

        await using EngineHost next = await EngineHost.StartAsync(_folder.Path);
        JobSnapshot ended = await next.EndAsync(id);
        Assert.All(ended.Items, i => Assert.Equal((ItemState.Success, 1, 0), (i.State, i.Attempts, i.Crashes)));
    }

    [Fact]
    public async Task StopAsync_ImageThatNeverEnds_ReturnsToTheQueue()
    {
        FakeDetection deaf = new() { KeepsUploads = false, Work = _ => Task.Delay(Timeout.Infinite, CancellationToken.None) };
        string id;
        await using (EngineHost host = await EngineHost.StartAsync(_folder.Path, o => o.StopGrace = TimeSpan.Zero, pages: deaf))
        {
            id = (await host.SubmitAsync(1)).Definition.JobId;
            await Eventually.HoldsAsync(() => host.Engine.Find(id)!.Items[0].State == ItemState.Processing);
            await host.StopAsync();
        }

        await using EngineHost next = await EngineHost.StartAsync(_folder.Path);
        Assert.Equal((1, 0), ((await next.EndAsync(id)).Items[0].Attempts, next.Engine.Find(id)!.Items[0].Crashes));
    }

    [Fact]
    public async Task StopAsync_Subscriber_IsDropped()
    {
        using Steps steps = new();
        await using EngineHost host = await EngineHost.StartAsync(_folder.Path, o => o.StopGrace = TimeSpan.Zero, pages: steps.Pages);
        string id = (await host.SubmitAsync(1)).Definition.JobId;
        using JobSubscription subscription = host.Engine.Subscribe(id)!;
        Task<List<JobEvent>> events = subscription.Events.ReadAllAsync().ToListAsync().AsTask();
        await host.StopAsync();
        Assert.DoesNotContain(await events.WaitAsync(TimeSpan.FromSeconds(30)), e => e.Kind == JobEventKind.JobComplete);
    }

    [Fact]
    public async Task Loop_Fails_EndsTheProcessWithANonZeroCode()
    {
        int before = Environment.ExitCode;
        try
        {
            await using EngineHost host = await EngineHost.StartAsync(
                _folder.Path, replace: s => s.Replace(ServiceDescriptor.Singleton<IWorkQueue>(new BrokenQueue(answers: 0, Task.CompletedTask))), ready: false);
            await host.WaitForShutdownAsync();
            Assert.Equal(1, Environment.ExitCode);
            Assert.True(host.Health.HasFailed);
            Assert.NotNull(host.Health.WhyNotReady);
            JobRefusedException refusal = Assert.Throws<JobRefusedException>(host.Engine.CreateDraft);
            Assert.Equal(RefusalReason.Stopping, refusal.Reason);
        }
        finally
        {
            Environment.ExitCode = before;
        }
    }

    [Fact]
    public async Task Loop_FailsWhileAnotherHasAnImage_ReturnsTheImageWithoutACrash()
    {
        int before = Environment.ExitCode;
        JobSnapshot job = await new CrashedProcess(_folder.Path).AcceptAsync(2);
        TaskCompletionSource inWork = new();
        FakeDetection deaf = new() { KeepsUploads = false };
        deaf.Work = _ =>
        {
            inWork.SetResult();
            return Task.Delay(Timeout.Infinite, CancellationToken.None);
        };
        try
        {
            await using EngineHost host = await EngineHost.StartAsync(
                _folder.Path,
                o => o.StopGrace = TimeSpan.Zero,
                s => s.Replace(ServiceDescriptor.Singleton<IWorkQueue>(new BrokenQueue(answers: 1, inWork.Task))),
                deaf,
                ready: false);
            await host.WaitForShutdownAsync();
            Assert.True(host.Health.HasFailed);
        }
        finally
        {
            Environment.ExitCode = before;
        }

        await using EngineHost next = await EngineHost.StartAsync(_folder.Path);
        Assert.All((await next.EndAsync(job.Definition.JobId)).Items, i => Assert.Equal((ItemState.Success, 1, 0), (i.State, i.Attempts, i.Crashes)));
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen = Volatile.Read(ref target);
        while (value > seen && Interlocked.CompareExchange(ref target, value, seen) is var now && now != seen)
        {
            seen = now;
        }
    }

    /// <summary>Pages that wait until the test releases them.</summary>
    private sealed class Steps : IDisposable
    {
        private readonly SemaphoreSlim _released = new(0);

        public Steps() => Pages = new FakeDetection { KeepsUploads = false, Work = _released.WaitAsync };

        public void Dispose() => _released.Dispose();

        public FakeDetection Pages { get; }

        public void Release(int pages) => _released.Release(pages);
    }
}
