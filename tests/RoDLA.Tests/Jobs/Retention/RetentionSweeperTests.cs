using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NSubstitute;
using RoDLA.Jobs.Engine;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;
using RoDLA.Jobs.Retention;
using RoDLA.Jobs.Store;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Jobs.Fixtures;
using Xunit;

namespace RoDLA.Tests.Jobs.Retention;

public sealed class RetentionSweeperTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeClock _clock = new();
    private readonly IJobEngine _engine = Substitute.For<IJobEngine>();
    private readonly IJobNotifier _notifier = Substitute.For<IJobNotifier>();
    private readonly List<JobSnapshot> _jobs = [];
    private readonly JobOptions _options = new();
    private readonly JobPaths _paths;
    private readonly JobStore _store;
    private Func<string, bool> _remove;

    public RetentionSweeperTests()
    {
        _paths = new JobPaths(_folder.Path);
        _engine.List().Returns(_ => [.. _jobs]);
        _engine.Find(Arg.Any<string>()).Returns(c => _jobs.SingleOrDefault(j => j.Definition.JobId == c.Arg<string>()));
        _store = new JobStore(_paths, _clock, NullLogger<JobStore>.Instance);
        _remove = id =>
        {
            JobSnapshot job = _jobs.Single(j => j.Definition.JobId == id);
            _store.Remove(job.Definition);
            return _jobs.Remove(job);
        };
        _engine.RemoveAsync(Arg.Any<string>(), Arg.Any<CancellationToken>()).Returns(c => _remove(c.Arg<string>()));
        _engine.RemoveInputsAsync(Arg.Any<string>(), Arg.Any<CancellationToken>())
            .Returns(c => _store.RemoveInputs(_engine.Find(c.Arg<string>())!.Definition));
        _engine.Cancel(Arg.Any<string>(), Arg.Any<string?>()).Returns(c => Cancel(c.ArgAt<string>(0), c.ArgAt<string?>(1)));
    }

    [Fact]
    public async Task SweepAsync_FinishedJob_IsRemovedAfterItsRetentionAndNotBefore()
    {
        RetentionSweeper sweeper = Sweeper();
        JobSnapshot job = Add(EndedJobs.Ended(null));

        await sweeper.SweepAsync(CancellationToken.None);
        _clock.Advance(TimeSpan.FromHours(48) - TimeSpan.FromSeconds(1));
        await sweeper.SweepAsync(CancellationToken.None);
        Assert.Contains(job, _jobs);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await sweeper.SweepAsync(CancellationToken.None);

        Assert.Empty(_jobs);
        Assert.False(Directory.Exists(_paths.JobFolder(job.Definition.JobId)));
        Assert.False(Directory.Exists(_paths.ResultFolder(job.Definition)));
    }

    [Fact]
    public async Task SweepAsync_FinishedLongBeforeTheStart_IsRemovedAtOnce()
    {
        Add(EndedJobs.Ended(null));
        JobSnapshot young = Add(EndedJobs.Ended(null) with { UpdatedAt = _clock.GetUtcNow() + TimeSpan.FromHours(47) });
        _clock.Advance(TimeSpan.FromHours(49));

        await Sweeper().SweepAsync(CancellationToken.None);

        Assert.Equal([young], _jobs);
    }

    [Fact]
    public async Task SweepAsync_RemovedJob_RemovesOnlyItsFiles()
    {
        JobSnapshot job = Add(EndedJobs.Ended(null));
        string foreign = Directory.CreateDirectory(Path.Combine(_folder.Path, "batch_of_my_own")).FullName;
        string saved = Path.Combine(_folder.Path, "results_page.json");
        File.WriteAllText(saved, "{}");
        string other = Directory.CreateDirectory(_paths.JobFolder(Guid.NewGuid().ToString())).FullName;
        _clock.Advance(TimeSpan.FromDays(30));

        await Sweeper().SweepAsync(CancellationToken.None);

        Assert.False(Directory.Exists(_paths.ResultFolder(job.Definition)));
        Assert.True(Directory.Exists(foreign));
        Assert.True(Directory.Exists(other));
        Assert.True(File.Exists(saved));
    }

    [Theory]
    [InlineData(48, 72)]
    [InlineData(100, 100)]
    public async Task SweepAsync_InvalidRecord_IsRemovedWithItsImagesAfterItsRetention(int retention, int kept)
    {
        _options.Retention = TimeSpan.FromHours(retention);
        string id = Guid.NewGuid().ToString();
        Directory.CreateDirectory(_paths.InputFolder(id));
        File.WriteAllText(_paths.Record(id), "{");
        File.WriteAllText(_paths.Journal(id), "");
        File.SetLastWriteTimeUtc(_paths.Record(id), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Assert.Empty(_store.Load(CancellationToken.None));
        RetentionSweeper sweeper = Sweeper();

        _clock.Advance(TimeSpan.FromHours(kept) - TimeSpan.FromSeconds(1));
        _clock.Jump(TimeSpan.FromDays(3650));
        await sweeper.SweepAsync(CancellationToken.None);
        Assert.True(Directory.Exists(_paths.InputFolder(id)));
        Assert.True(File.Exists(_paths.Journal(id)));
        _clock.Advance(TimeSpan.FromSeconds(1));
        await sweeper.SweepAsync(CancellationToken.None);

        Assert.Empty(Directory.EnumerateFileSystemEntries(_paths.JobsFolder));
    }

    [Fact]
    public async Task SweepAsync_InvalidRecordWasRepaired_KeepsTheJob()
    {
        JobSnapshot job = Add(EndedJobs.Unfinished(_clock.GetUtcNow()));
        string record = _paths.Record(job.Definition.JobId);
        File.WriteAllText(record, "{}");
        File.WriteAllText(record + ".broken", "{");
        File.SetLastWriteTimeUtc(record + ".broken", _clock.GetUtcNow().UtcDateTime - TimeSpan.FromDays(30));

        await Sweeper().SweepAsync(CancellationToken.None);

        Assert.False(File.Exists(record + ".broken"));
        Assert.True(File.Exists(record));
        Assert.True(Directory.Exists(_paths.InputFolder(job.Definition.JobId)));
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(100, 1)]
    public async Task SweepAsync_Disk_IsMeasuredOnlyForAQuota(int quota, int counted)
    {
        _options.QuotaMegabytes = quota;
        DiskGuard disk = new(_paths, Options.Create(_options));
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(_paths.JobsFolder).FullName, "1"), "x");

        await Sweeper(disk).SweepAsync(CancellationToken.None);
        File.WriteAllText(Path.Combine(_paths.JobsFolder, "2"), "x");

        // The first query measures.
        Assert.Equal(counted, disk.UsedBytes);
    }

    [Fact]
    public async Task SweepAsync_PendingNotification_KeepsTheJob()
    {
        JobSnapshot job = Add(EndedJobs.Ended(new JobNotification("https://example.org/", null)));
        NotificationStatus pending = new(new DeliveryStatus(DeliveryState.Pending, 3), null);
        NotificationStatus over = new(new DeliveryStatus(DeliveryState.GivenUp, 5), null);
        _notifier.Status(job).Returns(pending);
        RetentionSweeper sweeper = Sweeper();
        _clock.Advance(TimeSpan.FromDays(100));

        await sweeper.SweepAsync(CancellationToken.None);
        Assert.Contains(job, _jobs);
        _notifier.Status(job).Returns(over);
        await sweeper.SweepAsync(CancellationToken.None);

        Assert.Empty(_jobs);
    }

    [Fact]
    public async Task SweepAsync_InputsAfterTheirRetention_AreRemovedAndResultsKept()
    {
        _options.Retention = TimeSpan.FromDays(30);
        RetentionSweeper sweeper = Sweeper();
        JobSnapshot job = Add(EndedJobs.Ended(null));

        await sweeper.SweepAsync(CancellationToken.None);
        _clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        await sweeper.SweepAsync(CancellationToken.None);
        Assert.True(Directory.Exists(_paths.InputFolder(job.Definition.JobId)));
        _clock.Advance(TimeSpan.FromSeconds(1));
        await sweeper.SweepAsync(CancellationToken.None);

        Assert.False(Directory.Exists(_paths.InputFolder(job.Definition.JobId)));
        Assert.True(Directory.Exists(_paths.ResultFolder(job.Definition)));
        Assert.Contains(job, _jobs);
    }

    [Fact]
    public async Task SweepAsync_UnfinishedJobWithoutChange_IsCancelledWithAReasonAndRemovedLater()
    {
        RetentionSweeper sweeper = Sweeper();
        JobSnapshot job = Add(EndedJobs.Unfinished(_clock.GetUtcNow()));

        await sweeper.SweepAsync(CancellationToken.None);
        _clock.Advance(TimeSpan.FromDays(3) - TimeSpan.FromSeconds(1));
        await sweeper.SweepAsync(CancellationToken.None);
        Assert.False(_jobs.Single().IsFinal);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await sweeper.SweepAsync(CancellationToken.None);

        Assert.True(_jobs.Single().IsFinal);
        Assert.Equal("The service ended this job: nothing changed for 72 hours.", _jobs.Single().Error);
        await sweeper.SweepAsync(CancellationToken.None);
        Assert.Equal(job.Definition, _jobs.Single().Definition);
        _clock.Advance(TimeSpan.FromHours(48));
        await sweeper.SweepAsync(CancellationToken.None);
        Assert.Empty(_jobs);
    }

    [Fact]
    public async Task SweepAsync_UnfinishedJobWithChanges_IsKept()
    {
        RetentionSweeper sweeper = Sweeper();
        JobSnapshot job = Add(EndedJobs.Unfinished(_clock.GetUtcNow()));
        for (int day = 1; day <= 10; day++)
        {
            _jobs[0] = job with { Version = job.Version + day, UpdatedAt = _clock.GetUtcNow() };
            await sweeper.SweepAsync(CancellationToken.None);
            _clock.Advance(TimeSpan.FromDays(2));
            await sweeper.SweepAsync(CancellationToken.None);
        }

        Assert.False(_jobs.Single().IsFinal);
    }

    [Fact]
    public async Task SweepAsync_JobThatStartsLater_IsKeptUntilItWasDueForAsLong()
    {
        RetentionSweeper sweeper = Sweeper();
        JobSnapshot job = EndedJobs.Unfinished(_clock.GetUtcNow());
        Add(job with { Definition = job.Definition with { NotBefore = _clock.GetUtcNow().AddDays(10) } });
        await sweeper.SweepAsync(CancellationToken.None);

        _clock.Advance(TimeSpan.FromDays(13) - TimeSpan.FromSeconds(1));
        await sweeper.SweepAsync(CancellationToken.None);
        Assert.False(_jobs.Single().IsFinal);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await sweeper.SweepAsync(CancellationToken.None);

        Assert.True(_jobs.Single().IsFinal);
    }

    [Fact]
    public async Task SweepAsync_ServiceWasOffForAYear_KeepsUnfinishedJobs()
    {
        Add(EndedJobs.Unfinished(_clock.GetUtcNow()));
        _clock.Advance(TimeSpan.FromDays(365));

        await Sweeper().SweepAsync(CancellationToken.None);

        Assert.False(_jobs.Single().IsFinal);
    }

    [Theory]
    [InlineData(3650)]
    [InlineData(-3650)]
    public async Task SweepAsync_ClockIsSetTenYearsOff_AgesDoNotChange(int days)
    {
        RetentionSweeper sweeper = Sweeper();
        JobSnapshot ended = Add(EndedJobs.Ended(null));
        JobSnapshot running = Add(EndedJobs.Unfinished(_clock.GetUtcNow()));
        await sweeper.SweepAsync(CancellationToken.None);

        _clock.Jump(TimeSpan.FromDays(days));
        await sweeper.SweepAsync(CancellationToken.None);
        Assert.Equal([ended, running], _jobs);

        _clock.Advance(TimeSpan.FromHours(48));
        await sweeper.SweepAsync(CancellationToken.None);
        Assert.Equal([running], _jobs);
    }

    [Theory]
    [InlineData(3650)]
    [InlineData(-3650)]
    public async Task SweepAsync_JobFinishedAroundAJumpOfTheClock_IsKeptForItsRetention(int days)
    {
        RetentionSweeper sweeper = Sweeper();
        await sweeper.SweepAsync(CancellationToken.None);
        _clock.Advance(TimeSpan.FromMinutes(10));

        // Finished by the old clock, first seen by the new one.
        JobSnapshot job = Add(EndedJobs.Ended(null) with { UpdatedAt = _clock.GetUtcNow() });
        _clock.Jump(TimeSpan.FromDays(days));
        await sweeper.SweepAsync(CancellationToken.None);
        _clock.Advance(TimeSpan.FromHours(47));
        await sweeper.SweepAsync(CancellationToken.None);
        Assert.Equal([job], _jobs);

        _clock.Advance(TimeSpan.FromHours(1));
        await sweeper.SweepAsync(CancellationToken.None);
        Assert.Empty(_jobs);
    }

    [Fact]
    public async Task SweepAsync_OneJobCannotBeRemoved_TheOthersAre()
    {
        JobSnapshot stuck = Add(EndedJobs.Ended(null));
        Add(EndedJobs.Ended(null));
        Func<string, bool> remove = _remove;
        _remove = id => id == stuck.Definition.JobId ? throw new IOException("busy") : remove(id);
        _clock.Advance(TimeSpan.FromDays(30));

        await Sweeper().SweepAsync(CancellationToken.None);

        Assert.Equal([stuck], _jobs);
    }

    [Fact]
    public async Task SweepAsync_JobIsRetriedAtTheSameTime_IsNotChanged()
    {
        JobSnapshot job = Add(EndedJobs.Ended(null));
        _remove = _ => false;
        _clock.Advance(TimeSpan.FromDays(30));

        await Sweeper().SweepAsync(CancellationToken.None);

        Assert.Equal([job], _jobs);
        Assert.True(Directory.Exists(_paths.ResultFolder(job.Definition)));
        Assert.True(Directory.Exists(_paths.InputFolder(job.Definition.JobId)));
    }

    public void Dispose() => _folder.Dispose();

    private RetentionSweeper Sweeper(DiskGuard? disk = null) => new(
        _engine, _notifier, disk ?? new DiskGuard(_paths, Options.Create(_options)), _paths, Options.Create(_options), _clock, new ListLogger<RetentionSweeper>([]));

    private JobSnapshot Add(JobSnapshot job)
    {
        Directory.CreateDirectory(_paths.InputFolder(job.Definition.JobId));
        File.WriteAllText(Path.Combine(_paths.InputFolder(job.Definition.JobId), "000001"), "x");
        Directory.CreateDirectory(_paths.ItemFolder(job.Definition, 0));
        File.WriteAllText(_paths.Result(job.Definition, 0), "{}");
        _jobs.Add(job);
        return job;
    }

    private JobSnapshot Cancel(string jobId, string? reason)
    {
        int index = _jobs.FindIndex(j => j.Definition.JobId == jobId);
        JobSnapshot job = _jobs[index];
        return _jobs[index] = job with
        {
            State = JobState.Cancelled,
            Error = reason,
            EndedAt = _clock.GetUtcNow(),
            UpdatedAt = _clock.GetUtcNow(),
            Version = job.Version + 1,
        };
    }
}
