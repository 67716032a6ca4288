using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RoDLA.Jobs.Engine;
using RoDLA.Jobs.Model;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Jobs.Fixtures;
using Xunit;

namespace RoDLA.Tests.Jobs.Engine;

public sealed class JobRecoveryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Start_AfterACrash_ResumesAndKeepsFinishedResults()
    {
        CrashedProcess crashed = new(_folder.Path);
        JobSnapshot job = await crashed.AcceptAsync(4);
        await crashed.FinishAsync(job, 0, "by the first process");
        crashed.Begin(job, 1);
        await using EngineHost host = await EngineHost.StartAsync(_folder.Path);

        JobSnapshot ended = await host.EndAsync(job.Definition.JobId);

        Assert.Equal(JobState.Completed, ended.State);
        Assert.Equal([1, 2, 1, 1], ended.Items.Select(i => i.Attempts));
        Assert.Equal([0, 1, 0, 0], ended.Items.Select(i => i.Crashes));
        Assert.Equal("\"by the first process\"", await File.ReadAllTextAsync(host.Paths.Result(job.Definition, 0)));
        Assert.Equal(["scans/page2.png", "scans/page3.png", "scans/page4.png"], host.Pages.Requests.Select(r => r.FileName).Order());
    }

    [Fact]
    public async Task Start_JobThatStartsLater_WaitsForItsTimeAgain()
    {
        DateTimeOffset start = DateTimeOffset.FromUnixTimeMilliseconds(DateTimeOffset.UtcNow.AddSeconds(12).ToUnixTimeMilliseconds());
        JobSnapshot job;
        await using (EngineHost first = await EngineHost.StartAsync(_folder.Path))
        {
            job = await first.SubmitAsync(2, request => request with { NotBefore = start });
        }

        await using EngineHost host = await EngineHost.StartAsync(_folder.Path);
        JobSnapshot found = host.Engine.Find(job.Definition.JobId)!;
        JobSnapshot ended = await host.EndAsync(job.Definition.JobId);

        Assert.Equal((JobState.Queued, start), (found.State, found.Definition.NotBefore));
        Assert.InRange(found.Progress.SecondsLeft!.Value, 0.1, 13);
        Assert.Equal(JobState.Completed, ended.State);
        Assert.True(ended.StartedAt >= start, $"It started at {ended.StartedAt:o}.");
    }

    [Fact]
    public async Task Start_DamagedResult_IsMadeAgain()
    {
        CrashedProcess crashed = new(_folder.Path);
        JobSnapshot job = await crashed.AcceptAsync(2);
        await crashed.FinishAsync(job, 0, "whole");
        await crashed.FinishAsync(job, 1, "whole");
        await File.WriteAllTextAsync(crashed.Paths.Result(job.Definition, 0), "{\"torn\":");
        File.Delete(crashed.Paths.Result(job.Definition, 1));
        await using EngineHost host = await EngineHost.StartAsync(_folder.Path);

        JobSnapshot ended = await host.EndAsync(job.Definition.JobId);

        Assert.Equal(JobState.Completed, ended.State);
        Assert.Equal(2, host.Pages.Requests.Count);
    }

    [Theory]
    [InlineData(0, new[] { 1, 1, 2 })] // The begin of an image that succeeded: its later line says all.
    [InlineData(1, new[] { 2, 1, 2 })] // The success of an image: its step is repeated.
    [InlineData(2, new[] { 1, 1, 2 })]
    [InlineData(3, new[] { 1, 1, 1 })] // The begin of the image that was in progress.
    public async Task Start_DamagedLineInTheMidstOfTheJournal_RepeatsNoMoreThanItsStep(int line, int[] attempts)
    {
        CrashedProcess crashed = new(_folder.Path);
        JobSnapshot job = await crashed.AcceptAsync(3);
        crashed.Begin(job, 0);
        await crashed.FinishAsync(job, 0, "by the first process");
        await crashed.FinishAsync(job, 1, "by the first process");
        crashed.Begin(job, 2);
        string journal = crashed.Paths.Journal(job.Definition.JobId);
        string[] lines = await File.ReadAllLinesAsync(journal);
        lines[line] = lines[line].Replace('1', '7');
        await File.WriteAllTextAsync(journal, string.Join('\n', lines) + "\n");
        await using EngineHost host = await EngineHost.StartAsync(_folder.Path);

        JobSnapshot ended = await host.EndAsync(job.Definition.JobId);

        Assert.Equal(JobState.Completed, ended.State);
        Assert.Equal(attempts, ended.Items.Select(i => i.Attempts));
        Assert.Equal(3, ended.Progress.Successful);
        Assert.Equal(attempts[0] == 1, await File.ReadAllTextAsync(host.Paths.Result(job.Definition, 0)) == "\"by the first process\"");
    }

    [Fact]
    public async Task Start_ThreeCrashesWithOneImage_FailsItAsPoisonAndResumesTheOthers()
    {
        JobSnapshot job = await new CrashedProcess(_folder.Path).AcceptAsync(3);
        for (int crash = 0; crash < 3; crash++)
        {
            new CrashedProcess(_folder.Path).Begin(job, 1, attempt: crash + 1, crashes: crash);
        }

        await using EngineHost host = await EngineHost.StartAsync(_folder.Path);
        JobSnapshot ended = await host.EndAsync(job.Definition.JobId);

        Assert.Equal(JobState.Partial, ended.State);
        Assert.Equal((ItemState.Failed, ErrorCategory.Poison, 3), (ended.Items[1].State, ended.Items[1].Category, ended.Items[1].Crashes));
        Assert.Equal(2, ended.Progress.Successful);
        Assert.DoesNotContain(host.Pages.Requests, r => r.FileName == "scans/page2.png");
    }

    [Fact]
    public async Task Start_ThreeKillsWithTwoImagesInProgress_CountsAgainstNeither()
    {
        JobSnapshot job = await new CrashedProcess(_folder.Path).AcceptAsync(3);
        for (int kill = 0; kill < 3; kill++)
        {
            new CrashedProcess(_folder.Path).Begin(job, 0, attempt: kill + 1, shared: kill, run: kill);
            new CrashedProcess(_folder.Path).Begin(job, 1, attempt: kill + 1, shared: kill, run: kill);
        }

        await using EngineHost host = await EngineHost.StartAsync(_folder.Path);
        JobSnapshot ended = await host.EndAsync(job.Definition.JobId);

        Assert.Equal(JobState.Completed, ended.State);
        Assert.Equal([(0, 3), (0, 3), (0, 0)], ended.Items.Select(i => (i.Crashes, i.SharedCrashes)));
    }

    [Fact]
    public async Task Start_ImagesOfTwoJobsInProgress_CountsAgainstNeither()
    {
        CrashedProcess crashed = new(_folder.Path);
        JobSnapshot first = await crashed.AcceptAsync(1);
        JobSnapshot second = await crashed.AcceptAsync(1);
        crashed.Begin(first, 0, run: 5);
        crashed.Begin(second, 0, run: 5);
        await using EngineHost host = await EngineHost.StartAsync(_folder.Path);

        foreach (JobSnapshot job in new[] { first, second })
        {
            ItemRecord item = (await host.EndAsync(job.Definition.JobId)).Items[0];
            Assert.Equal((ItemState.Success, 0, 1), (item.State, item.Crashes, item.SharedCrashes));
        }
    }

    [Fact]
    public async Task Start_ProcessCrashedWhileItRecordedTheCrash_CountsAgainstNeither()
    {
        CrashedProcess crashed = new(_folder.Path);
        JobSnapshot job = await crashed.AcceptAsync(2);
        crashed.Crash(job, 0, run: 5);
        crashed.Begin(job, 1, run: 5);
        await using EngineHost host = await EngineHost.StartAsync(_folder.Path);

        JobSnapshot ended = await host.EndAsync(job.Definition.JobId);

        Assert.Equal([(0, 1), (0, 1)], ended.Items.Select(i => (i.Crashes, i.SharedCrashes)));
    }

    [Fact]
    public async Task Start_OnRestartFail_FailsUnfinishedImages()
    {
        CrashedProcess crashed = new(_folder.Path);
        JobSnapshot job = await crashed.AcceptAsync(3);
        await crashed.FinishAsync(job, 0, "kept");
        crashed.Begin(job, 1);
        await using EngineHost host = await EngineHost.StartAsync(_folder.Path, o => o.OnRestart = "fail");

        JobSnapshot ended = await host.EndAsync(job.Definition.JobId);

        Assert.Equal((JobState.Failed, "Server restarted during processing"), (ended.State, ended.Error));
        Assert.Equal(ItemState.Success, ended.Items[0].State);
        Assert.All(ended.Items.Skip(1), i => Assert.Equal((ItemState.Failed, ErrorCategory.ServerRestarted), (i.State, i.Category)));
        Assert.Empty(host.Pages.Requests);
    }

    [Fact]
    public async Task Start_AllImagesFinalButNotTheJob_FinishesIt()
    {
        CrashedProcess crashed = new(_folder.Path);
        JobSnapshot job = await crashed.AcceptAsync(2);
        await crashed.FinishAsync(job, 0, "a");
        await crashed.FinishAsync(job, 1, "b");
        await using EngineHost host = await EngineHost.StartAsync(_folder.Path);

        Assert.Equal(JobState.Completed, (await host.EndAsync(job.Definition.JobId)).State);
        Assert.Empty(host.Pages.Requests);
        Assert.False(File.Exists(host.Paths.Journal(job.Definition.JobId)));
    }

    [Fact]
    public async Task Start_CancelledButNotFinished_StaysCancelled()
    {
        CrashedProcess crashed = new(_folder.Path);
        JobSnapshot job = await crashed.AcceptAsync(3);
        await crashed.FinishAsync(job, 0, "a");
        crashed.Cancel(job);
        await using EngineHost host = await EngineHost.StartAsync(_folder.Path);

        JobSnapshot ended = await host.EndAsync(job.Definition.JobId);

        Assert.Equal((JobState.Cancelled, 1, 2), (ended.State, ended.Progress.Successful, ended.Progress.Cancelled));
        Assert.Empty(host.Pages.Requests);
    }

    [Theory]
    [InlineData("resume")]
    [InlineData("fail")]
    public async Task Start_CancelledWithADamagedResult_FinishesCancelledWithoutTheResult(string onRestart)
    {
        CrashedProcess crashed = new(_folder.Path);
        JobSnapshot job = await crashed.AcceptAsync(3);
        await crashed.FinishAsync(job, 0, "whole");
        await crashed.FinishAsync(job, 1, "whole");
        crashed.Cancel(job);
        await File.WriteAllTextAsync(crashed.Paths.Result(job.Definition, 1), "{\"torn\":");
        await using EngineHost host = await EngineHost.StartAsync(_folder.Path, o => o.OnRestart = onRestart);

        JobSnapshot ended = await host.EndAsync(job.Definition.JobId);

        Assert.Equal((JobState.Cancelled, 1, 2), (ended.State, ended.Progress.Successful, ended.Progress.Cancelled));
        Assert.Equal(0, host.Services.GetRequiredService<IWorkQueue>().Count);
        Assert.Empty(host.Pages.Requests);
    }

    [Fact]
    public async Task Start_RetryTimeFromAClockThatWasAhead_WaitsAtMostTheLongestBackoff()
    {
        FakeClock clock = new();
        CrashedProcess crashed = new(_folder.Path);
        JobSnapshot job = await crashed.AcceptAsync(1);
        crashed.Begin(job, 0);
        crashed.Requeue(job, 0, clock.GetUtcNow().AddYears(10));
        await using EngineHost host = await EngineHost.StartAsync(
            _folder.Path, replace: s => s.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));
        clock.Advance(ExponentialBackoff.ForItems(default).Longest - TimeSpan.FromSeconds(1));
        Assert.Equal(ItemState.Pending, host.Engine.Find(job.Definition.JobId)!.Items[0].State);
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(JobState.Completed, (await host.EndAsync(job.Definition.JobId)).State);
    }

    [Fact]
    public async Task Start_FinishedJobs_AreListedNewestFirstAndUnchanged()
    {
        string[] ids = new string[3];
        await using (EngineHost host = await EngineHost.StartAsync(_folder.Path))
        {
            for (int i = 0; i < ids.Length; i++)
            {
                ids[i] = (await host.SubmitAsync(2)).Definition.JobId;
                await host.EndAsync(ids[i]);
            }
        }

        await using EngineHost next = await EngineHost.StartAsync(_folder.Path);
        Assert.Equal(ids.Reverse(), next.Engine.List().Select(j => j.Definition.JobId));
        Assert.All(next.Engine.List(), j => Assert.Equal((JobState.Completed, 2), (j.State, j.Progress.Successful)));
        Assert.All(next.Engine.List(), j => Assert.NotNull(j.Summary));
        Assert.Empty(next.Pages.Requests);
    }

    [Fact]
    public async Task Start_ManyUnfinishedJobs_ResumesOlderFirst()
    {
        CrashedProcess crashed = new(_folder.Path);
        JobSnapshot newer = await crashed.AcceptAsync(1, Snapshots.Created.AddMinutes(2));
        JobSnapshot older = await crashed.AcceptAsync(1, Snapshots.Created.AddMinutes(1));
        FakeDetection pages = new() { KeepsUploads = false };
        await using EngineHost host = await EngineHost.StartAsync(_folder.Path, o => o.Concurrency = 1, pages: pages);
        DateTimeOffset first = (await host.EndAsync(older.Definition.JobId)).EndedAt!.Value;
        Assert.True(first <= (await host.EndAsync(newer.Definition.JobId)).StartedAt);
    }

    [Fact]
    public async Task Start_MoreThanTheQueueLimit_ResumesAllAndRefusesNew()
    {
        JobSnapshot job = await new CrashedProcess(_folder.Path).AcceptAsync(5);
        TaskCompletionSource go = new();
        FakeDetection pages = new() { KeepsUploads = false, Work = _ => go.Task };
        await using EngineHost host = await EngineHost.StartAsync(_folder.Path, o => o.QueueLimit = 2, pages: pages);
        JobRefusedException refusal = await Assert.ThrowsAsync<JobRefusedException>(() => host.SubmitAsync(1));
        Assert.Equal(RefusalReason.QueueFull, refusal.Reason);
        go.SetResult();
        Assert.Equal(JobState.Completed, (await host.EndAsync(job.Definition.JobId)).State);
    }
}
