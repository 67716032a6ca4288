using FsCheck;
using FsCheck.Fluent;
using RoDLA.Jobs.Engine;
using RoDLA.Jobs.Model;
using RoDLA.Jobs.Store;
using RoDLA.Tests.Jobs.Fixtures;
using Xunit;

namespace RoDLA.Tests.Jobs.Engine;

public sealed class JobTests
{
    private static readonly ItemResult Result = new(0.5, 3, 0.9, Cached: false);
    private readonly FakeClock _clock = new();
    private readonly MemoryJournal _journal = new();
    private readonly List<Exception> _unwritten = [];

    [Fact]
    public void End_LateWorkerAfterCancel_LeavesCancelled()
    {
        using Job job = NewJob(2);
        ItemLease lease = job.TryBegin(0)!;
        Assert.Equal((2, false), job.Cancel(null));
        Assert.False(job.End(lease, Success()).IsRecorded);
        Assert.All(job.Snapshot.Items, i => Assert.Equal(ItemState.Cancelled, i.State));
        Assert.Equal(JobState.Cancelled, job.Snapshot.State);
        Assert.False(job.CanFinish, "The worker may still write to the folder of the job.");
        Assert.True(job.Leave(lease));
        Assert.True(job.Leave(lease));
        Assert.True(job.CanFinish);
    }

    [Fact]
    public async Task Cancel_RunningImage_CancelsItsToken()
    {
        using Job job = NewJob(1);
        ItemLease lease = job.TryBegin(0)!;
        TaskCompletionSource cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lease.Cancelled.Register(cancelled.SetResult);
        job.Cancel(null);
        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void End_SecondWriter_IsRefused()
    {
        using Job job = NewJob(1);
        ItemLease lease = job.TryBegin(0)!;
        Assert.True(job.End(lease, Success()).IsRecorded);
        Assert.False(job.End(lease, Success(new ItemResult(9, 9, 0.1, false))).IsRecorded);
        Assert.Equal(Result, job.Snapshot.Items[0].Result);
        Assert.Equal(1, job.Snapshot.Progress.Successful);
    }

    [Fact]
    public void End_SuccessThatCannotBeWritten_IsNotApplied()
    {
        using Job job = NewJob(1);
        ItemLease lease = job.TryBegin(0)!;
        _journal.Fails = _ => new IOException("No space left on device", 28);
        Assert.Throws<IOException>(() => job.End(lease, Success()));
        Assert.Equal(ItemState.Processing, job.Snapshot.Items[0].State);

        Assert.True(job.End(lease, new ItemEvent(ItemEventKind.Requeue, _clock.GetUtcNow()) { Category = ErrorCategory.DiskFull }).IsRecorded);
        Assert.Equal(ItemState.Pending, job.Snapshot.Items[0].State);
        Assert.Single(_unwritten);
    }

    [Fact]
    public void TryBegin_MoreThanMaxConcurrent_ParksAndUnparksInOrder()
    {
        using Job job = NewJob(4, maxConcurrent: 1);
        ItemLease first = job.TryBegin(0)!;
        Assert.Null(job.TryBegin(1));
        Assert.Null(job.TryBegin(2));
        Assert.Equal(1, job.End(first, Success()).Unparked);
        ItemLease second = job.TryBegin(1)!;
        Assert.Equal(2, job.End(second, Success()).Unparked);
    }

    [Fact]
    public void TryBegin_SameImageTwice_BeginsOnce()
    {
        using Job job = NewJob(1);
        ItemLease first = job.TryBegin(0)!;
        Assert.Null(job.TryBegin(0));
        Assert.Null(job.End(first, Success()).Unparked);
    }

    [Fact]
    public void Snapshot_NothingChanged_IsTheSameObject()
    {
        using Job job = NewJob(300);
        Assert.Same(job.Snapshot, job.Snapshot);
        JobSnapshot before = job.Snapshot;
        job.TryBegin(7);
        Assert.Equal(before.Version + 1, job.Snapshot.Version);
        Assert.Equal(ItemState.Pending, before.Items[7].State);
    }

    [Fact]
    public async Task Subscribe_WholeJob_HasSnapshotThenEveryImageThenTheEnd()
    {
        using Job job = NewJob(2);
        using JobSubscription subscription = job.Subscribe();
        foreach (int i in new[] { 0, 1 })
        {
            job.End(job.TryBegin(i)!, Success());
        }

        job.SetPersisted(job.ToFinal());
        List<JobEvent> events = await subscription.Events.ReadAllAsync().ToListAsync();
        Assert.Equal(
            [
                (JobEventKind.Progress, null), (JobEventKind.Progress, 0), (JobEventKind.ImageComplete, 0),
                (JobEventKind.Progress, 1), (JobEventKind.ImageComplete, 1), (JobEventKind.JobComplete, (int?)null),
            ],
            events.Select(e => (e.Kind, e.ItemIndex)));
        Assert.Equal(JobState.Completed, events[^1].Job.State);
        Assert.Equal(events.Select(e => e.Job.Version).Order(), events.Select(e => e.Job.Version));
    }

    [Fact]
    public async Task ReadChangesAsync_WholeJob_LeavesOutTheBeginningOfFurtherImages()
    {
        using Job job = NewJob(3);
        using JobSubscription subscription = job.Subscribe();
        foreach (int i in new[] { 0, 1, 2 })
        {
            job.End(job.TryBegin(i)!, Success());
        }

        job.SetPersisted(job.ToFinal());
        List<JobEvent> events = await subscription.ReadChangesAsync(CancellationToken.None).ToListAsync();
        Assert.Equal(
            [
                (JobEventKind.Progress, JobState.Queued), (JobEventKind.Progress, JobState.Processing), (JobEventKind.ImageComplete, JobState.Processing),
                (JobEventKind.ImageComplete, JobState.Processing), (JobEventKind.ImageComplete, JobState.Processing),
                (JobEventKind.JobComplete, JobState.Completed),
            ],
            events.Select(e => (e.Kind, e.Job.State)));
    }

    [Fact]
    public async Task Subscribe_FinishedJob_HasSnapshotAndEnd()
    {
        using Job job = NewJob(1);
        job.End(job.TryBegin(0)!, Success());
        job.SetPersisted(job.ToFinal());
        using JobSubscription subscription = job.Subscribe();
        List<JobEvent> events = await subscription.Events.ReadAllAsync().ToListAsync();
        Assert.Equal([JobEventKind.Progress, JobEventKind.JobComplete], events.Select(e => e.Kind));
    }

    [Fact]
    public async Task Subscribe_SubscriberThatNeverReads_IsDroppedAndDelaysNoOther()
    {
        using Job job = NewJob(1);
        using JobSubscription slow = job.Subscribe();
        for (int i = 0; i < 500; i++)
        {
            job.End(job.TryBegin(0)!, new ItemEvent(ItemEventKind.Release, _clock.GetUtcNow()));
        }

        using JobSubscription fresh = job.Subscribe();
        job.End(job.TryBegin(0)!, Success());
        job.SetPersisted(job.ToFinal());
        List<JobEvent> seen = await slow.Events.ReadAllAsync().ToListAsync();
        Assert.DoesNotContain(seen, e => e.Kind == JobEventKind.JobComplete);
        Assert.Equal(JobEventKind.JobComplete, (await fresh.Events.ReadAllAsync().ToListAsync())[^1].Kind);
    }

    [Fact]
    public void Retry_CancelledJobWithFailures_RetriesOnlyThoseAndCanBeCancelledAgain()
    {
        using Job job = NewJob(2);
        job.End(job.TryBegin(0)!, new ItemEvent(ItemEventKind.Fail, _clock.GetUtcNow()) { Error = "no", Category = ErrorCategory.BadImage });
        job.Cancel("It took too long.");
        Assert.Null(job.Retried());
        job.SetPersisted(job.ToFinal());
        Assert.Equal("It took too long.", job.Snapshot.Error);

        (IReadOnlyList<int> images, JobSnapshot after) = job.Retried()!.Value;
        Assert.Equal([0], images);
        Assert.Equal(JobState.Cancelled, job.Snapshot.State);
        job.Retry(after);
        Assert.Equal((JobState.Processing, null), (job.Snapshot.State, job.Snapshot.Error));
        Assert.False(job.TryBegin(0)!.Cancelled.IsCancellationRequested);
        Assert.Equal(1, job.Cancel(null).Images);
    }

    [Fact]
    public void Journal_AnyMoves_ReplaysToTheSameState()
    {
        Gen<int[]> moves = Gen.Choose(0, 99).ArrayOf(120);
        Prop.ForAll(moves.ToArbitrary(), Live).QuickCheckThrowOnFailure();
    }

    private static ItemEvent Success(ItemResult? result = null) =>
        new(ItemEventKind.Succeed, Snapshots.Created) { Result = result ?? Result };

    private Job NewJob(int images, int? maxConcurrent = null) =>
        new(Snapshots.Accepted(images, maxConcurrent), _journal, _clock, s => s, TestMetrics.OfJobs(), _unwritten.Add);

    /// <summary>Makes random moves and checks the job after each.</summary>
    private void Live(int[] moves)
    {
        const int images = 5;
        MemoryJournal journal = new();
        using Job job = new(Snapshots.Accepted(images, maxConcurrent: 3), journal, _clock, s => s, TestMetrics.OfJobs(), _unwritten.Add);
        JobSnapshot start = job.Snapshot;
        List<ItemLease> held = [];
        foreach (int move in moves)
        {
            Move(job, held, move);
            JobSnapshot now = job.Snapshot;
            JobProgress counted = JobProgress.Of(now.Definition, now.Items);
            Assert.Equal(
                (counted.Successful, counted.Failed, counted.Cancelled), (now.Progress.Successful, now.Progress.Failed, now.Progress.Cancelled));
            Assert.True(now.Items.Count(i => i.State == ItemState.Processing) <= 3);
            Assert.True(now.State != JobState.Cancelled || now.Progress.Current == images);
        }

        ItemRecord[] replayed = [.. start.Items];
        foreach (JournalLine line in journal.Lines)
        {
            for (int i = 0; i < images && line.Event == JournalLine.Cancelled; i++)
            {
                replayed[i] = Transitions.After(replayed[i], new ItemEvent(ItemEventKind.Cancel, line.At)) ?? replayed[i];
            }

            if (line is { Index: { } index, Item: { } item })
            {
                replayed[index] = item;
            }
        }

        Assert.Equal(job.Snapshot.Items, replayed);
    }

    private void Move(Job job, List<ItemLease> held, int move)
    {
        DateTimeOffset now = _clock.GetUtcNow();
        switch (move % 10)
        {
            case < 5:
                if (job.TryBegin(move % 5) is { } lease)
                {
                    held.Add(lease);
                }

                break;
            case < 9 when held.Count > 0:
                ItemLease last = held[move % held.Count];
                held.Remove(last);
                ItemEventKind[] endings = [ItemEventKind.Succeed, ItemEventKind.Fail, ItemEventKind.Requeue, ItemEventKind.Release];
                job.End(last, new ItemEvent(endings[move % 4], now) { Result = Result, Error = "no", Category = ErrorCategory.Internal });
                break;
            case 9 when move == 99:
                job.Cancel(null);
                break;
        }
    }
}
