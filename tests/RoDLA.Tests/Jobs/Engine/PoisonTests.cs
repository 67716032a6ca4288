using RoDLA.Jobs.Model;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Jobs.Fixtures;
using Xunit;

namespace RoDLA.Tests.Jobs.Engine;

/// <summary>One image that crashes the process, among others that do not.</summary>
public sealed class PoisonTests : IDisposable
{
    private const int Culprit = 1;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Start_OneOfManyImagesCrashesTheProcess_OnlyThatOneFails()
    {
        string outputs = Path.Combine(_folder.Path, "1");
        CrashedProcess first = new(outputs);
        JobSnapshot job = await first.AcceptAsync(6);
        for (int i = 0; i < 4; i++)
        {
            first.Begin(job, i);
        }

        // The first crash had four possible causes; it counts against none of them.
        for (int crash = 2; crash <= 4; crash++)
        {
            outputs = await CrashAsync(job, outputs, Path.Combine(_folder.Path, $"{crash}"));
        }

        await using EngineHost host = await EngineHost.StartAsync(outputs, o => o.Concurrency = 4);
        JobSnapshot ended = await host.EndAsync(job.Definition.JobId);

        Assert.Equal((JobState.Partial, 5, 1), (ended.State, ended.Progress.Successful, ended.Progress.Failed));
        Assert.Equal(ErrorCategory.Poison, ended.Items[Culprit].Category);
        Assert.Equal([0, 3, 0, 0, 0, 0], ended.Items.Select(i => i.Crashes));
        Assert.Equal([1, 1, 1, 1, 0, 0], ended.Items.Select(i => i.SharedCrashes));
    }

    [Fact]
    public async Task Start_ImagesThatMayHaveCrashedTheProcess_RunAlone()
    {
        CrashedProcess crashed = new(_folder.Path);
        JobSnapshot job = await crashed.AcceptAsync(12);
        for (int i = 0; i < 4; i++)
        {
            crashed.Begin(job, i);
        }

        FakeDetection pages = new() { KeepsUploads = false };
        pages.Work = token => Task.Delay(20, token);
        await using EngineHost host = await EngineHost.StartAsync(_folder.Path, o => o.Concurrency = 4, pages: pages);
        JobSnapshot ended = await host.EndAsync(job.Definition.JobId);

        Assert.Equal(JobState.Completed, ended.State);
        for (int i = 0; i < 4; i++)
        {
            ItemRecord candidate = ended.Items[i];
            Assert.DoesNotContain(
                ended.Items, o => o != candidate && o.StartedAt < candidate.EndedAt && o.EndedAt > candidate.StartedAt);
        }
    }

    [Fact]
    public async Task Start_CrashCandidateFailedSinceTheCrash_WaitsForItsRetry()
    {
        CrashedProcess crashed = new(_folder.Path);
        JobSnapshot job = await crashed.AcceptAsync(2);
        crashed.Begin(job, 0, attempt: 2, crashes: 1);
        crashed.Requeue(job, 0, DateTimeOffset.UtcNow.AddMinutes(4), attempt: 2, crashes: 1);
        await using EngineHost host = await EngineHost.StartAsync(_folder.Path);
        string id = job.Definition.JobId;

        await Eventually.HoldsAsync(() => host.Engine.Find(id)!.Items[1].State == ItemState.Success);

        Assert.Equal((ItemState.Pending, 2), (host.Engine.Find(id)!.Items[0].State, host.Engine.Find(id)!.Items[0].Attempts));
    }

    /// <summary>Resumes in a process that crashes as soon as it processes the culprit, and copies its files to another folder.</summary>
    private static async Task<string> CrashAsync(JobSnapshot job, string outputs, string left)
    {
        FakeDetection pages = new() { KeepsUploads = false };
        bool HasCrashed() => pages.Requests.Any(r => r.FileName == job.Definition.Items[Culprit].Name);
        pages.Work = token => HasCrashed() ? Task.Delay(Timeout.Infinite, token) : Task.CompletedTask;
        await using EngineHost host = await EngineHost.StartAsync(
            outputs, o => (o.Concurrency, o.StopGrace) = (4, TimeSpan.Zero), pages: pages);
        await Eventually.HoldsAsync(HasCrashed);
        Assert.Single(host.Engine.Find(job.Definition.JobId)!.Items, i => i.State == ItemState.Processing);

        foreach (string file in Directory.GetFiles(outputs, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(left, Path.GetRelativePath(outputs, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return left;
    }
}
