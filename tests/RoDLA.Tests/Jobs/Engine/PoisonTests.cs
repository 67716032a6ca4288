using RoDLA.Jobs.Model;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Jobs.Fixtures;
using Xunit;

namespace RoDLA.Tests.Jobs.Engine;

/// <summary>An image that kills the process whenever it is in work, among others that do no harm.</summary>
public sealed class PoisonTests : IDisposable
{
    private const int Culprit = 1;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Start_OneOfManyInWorkKillsTheProcess_OnlyThatOneIsGivenUp()
    {
        string outputs = Path.Combine(_folder.Path, "1");
        CrashedProcess first = new(outputs);
        JobSnapshot job = await first.AcceptAsync(6);
        for (int i = 0; i < 4; i++)
        {
            first.Begin(job, i);
        }

        for (int death = 2; death <= 3; death++)
        {
            outputs = await DieAsync(job, outputs, Path.Combine(_folder.Path, $"{death}"));
        }

        await using EngineHost host = await EngineHost.StartAsync(outputs, o => o.Concurrency = 4);
        JobSnapshot ended = await host.EndAsync(job.Definition.JobId);

        Assert.Equal((JobState.Partial, 5, 1), (ended.State, ended.Progress.Successful, ended.Progress.Failed));
        Assert.Equal(ErrorCategory.Poison, ended.Items[Culprit].Category);
        Assert.Equal([1, 3, 1, 1, 0, 0], ended.Items.Select(i => i.Crashes));
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

    /// <summary>Goes on in a process that dies as soon as the culprit is in work; what it leaves on the disk goes to another folder.</summary>
    private static async Task<string> DieAsync(JobSnapshot job, string outputs, string left)
    {
        FakeDetection pages = new() { KeepsUploads = false };
        bool IsDead() => pages.Requests.Any(r => r.FileName == job.Definition.Items[Culprit].Name);
        pages.Work = token => IsDead() ? Task.Delay(Timeout.Infinite, token) : Task.CompletedTask;
        await using EngineHost host = await EngineHost.StartAsync(
            outputs, o => (o.Concurrency, o.StopGrace) = (4, TimeSpan.Zero), pages: pages);
        await Eventually.HoldsAsync(IsDead);
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
