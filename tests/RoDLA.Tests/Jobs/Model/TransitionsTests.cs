using FsCheck;
using FsCheck.Fluent;
using RoDLA.Jobs.Model;
using Xunit;

namespace RoDLA.Tests.Jobs.Model;

public sealed class TransitionsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly ItemResult Result = new(1.5, 7, 0.8, Cached: false);

    /// <summary>All allowed transitions; all others must be refused.</summary>
    private static readonly Dictionary<(ItemState, ItemEventKind), ItemState> Allowed = new()
    {
        [(ItemState.Pending, ItemEventKind.Begin)] = ItemState.Processing,
        [(ItemState.Pending, ItemEventKind.Abandon)] = ItemState.Failed,
        [(ItemState.Pending, ItemEventKind.Cancel)] = ItemState.Cancelled,
        [(ItemState.Processing, ItemEventKind.Succeed)] = ItemState.Success,
        [(ItemState.Processing, ItemEventKind.Fail)] = ItemState.Failed,
        [(ItemState.Processing, ItemEventKind.Requeue)] = ItemState.Pending,
        [(ItemState.Processing, ItemEventKind.Release)] = ItemState.Pending,
        [(ItemState.Processing, ItemEventKind.Crash)] = ItemState.Pending,
        [(ItemState.Processing, ItemEventKind.Abandon)] = ItemState.Failed,
        [(ItemState.Processing, ItemEventKind.Cancel)] = ItemState.Cancelled,
        [(ItemState.Success, ItemEventKind.Lose)] = ItemState.Pending,
        [(ItemState.Failed, ItemEventKind.Retry)] = ItemState.Pending,
    };

    public static TheoryData<string, string> EveryPair()
    {
        TheoryData<string, string> pairs = [];
        foreach (ItemState state in Enum.GetValues<ItemState>())
        {
            foreach (ItemEventKind kind in Enum.GetValues<ItemEventKind>())
            {
                pairs.Add(state.ToString(), kind.ToString());
            }
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(EveryPair))]
    public void After_EveryStateAndEvent_FollowsTheTable(string stateName, string kindName)
    {
        ItemState state = Enum.Parse<ItemState>(stateName);
        ItemEventKind kind = Enum.Parse<ItemEventKind>(kindName);
        ItemRecord item = In(state, attempts: 2);
        ItemRecord? after = Transitions.After(item, Event(kind, attempt: 2));
        Assert.Equal(Allowed.TryGetValue((state, kind), out ItemState to) ? to : null, after?.State);
    }

    [Theory]
    [InlineData(nameof(ItemEventKind.Succeed))]
    [InlineData(nameof(ItemEventKind.Fail))]
    [InlineData(nameof(ItemEventKind.Requeue))]
    [InlineData(nameof(ItemEventKind.Release))]
    public void After_EventOfAnEarlierAttempt_IsRefused(string kind) =>
        Assert.Null(Transitions.After(In(ItemState.Processing, attempts: 2), Event(Enum.Parse<ItemEventKind>(kind), attempt: 1)));

    [Fact]
    public void After_SuccessWithoutResult_IsRefused() =>
        Assert.Null(Transitions.After(In(ItemState.Processing, 1), new ItemEvent(ItemEventKind.Succeed, Now) { Attempt = 1 }));

    [Fact]
    public void After_Release_DoesNotCountTheAttempt() =>
        Assert.Equal(1, Transitions.After(In(ItemState.Processing, 2), Event(ItemEventKind.Release, 2))!.Attempts);

    [Theory]
    [InlineData(true, 1, 0)]
    [InlineData(false, 0, 1)]
    public void After_Crash_KeepsTheAttemptAndCounts(bool isAlone, int crashes, int shared)
    {
        ItemRecord after = Transitions.After(In(ItemState.Processing, 2), Event(ItemEventKind.Crash, 0) with { IsAlone = isAlone })!;
        Assert.Equal((2, crashes, shared), (after.Attempts, after.Crashes, after.SharedCrashes));
    }

    [Fact]
    public void After_Retry_ResetsTheImage() =>
        Assert.Equal(new ItemRecord(), Transitions.After(In(ItemState.Failed, 4) with { Crashes = 3 }, Event(ItemEventKind.Retry, 0)));

    [Fact]
    public void After_AnyEvents_KeepsTheInvariants()
    {
        Gen<ItemEventKind[]> sequences = Gen.Elements(Enum.GetValues<ItemEventKind>()).ArrayOf(60);
        Prop.ForAll(sequences.ToArbitrary(), kinds =>
        {
            ItemRecord item = new();
            int begun = 0;
            foreach (ItemEventKind kind in kinds)
            {
                ItemRecord before = item;
                item = Transitions.After(before, Event(kind, before.Attempts)) ?? before;
                begun = kind switch
                {
                    ItemEventKind.Begin when item != before => begun + 1,
                    ItemEventKind.Release when item != before => begun - 1,
                    ItemEventKind.Retry when item != before => 0,
                    _ => begun,
                };
                Check(before, item, begun);
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void IsAllowed_EveryPairOfJobStates_IsTheTable()
    {
        HashSet<(JobState, JobState)> allowed =
        [
            (JobState.Queued, JobState.Processing),
            (JobState.Queued, JobState.Completed),
            (JobState.Queued, JobState.Partial),
            (JobState.Queued, JobState.Failed),
            (JobState.Queued, JobState.Cancelled),
            (JobState.Processing, JobState.Completed),
            (JobState.Processing, JobState.Partial),
            (JobState.Processing, JobState.Failed),
            (JobState.Processing, JobState.Cancelled),
            (JobState.Partial, JobState.Processing),
            (JobState.Failed, JobState.Processing),
            (JobState.Cancelled, JobState.Processing),
        ];
        foreach (JobState from in Enum.GetValues<JobState>())
        {
            foreach (JobState to in Enum.GetValues<JobState>())
            {
                Assert.Equal(allowed.Contains((from, to)), Transitions.IsAllowed(from, to));
            }
        }
    }

    [Theory]
    [InlineData(3, 0, 0, JobState.Completed)]
    [InlineData(2, 1, 0, JobState.Partial)]
    [InlineData(0, 3, 0, JobState.Failed)]
    [InlineData(2, 0, 1, JobState.Cancelled)]
    [InlineData(0, 2, 1, JobState.Cancelled)]
    public void Outcome_Counts_DecideTheState(int successful, int failed, int cancelled, JobState expected) =>
        Assert.Equal(expected, Transitions.Outcome(successful, failed, cancelled));

    private static void Check(ItemRecord before, ItemRecord item, int begun)
    {
        Assert.True(item.Attempts >= 0 && item.Crashes + item.SharedCrashes <= item.Attempts, "An image crashes only in an attempt.");
        Assert.Equal(begun, item.Attempts);
        Assert.Equal(item.State == ItemState.Success, item.Result is not null);
        Assert.Equal(item.State.IsFinal(), item.EndedAt is not null);
        Assert.True(item.NotBefore is null || item.State == ItemState.Pending, "Only what waits has a time to wait for.");
        Assert.True(before.State != ItemState.Cancelled || item == before, "What is cancelled stays so.");
        Assert.True(before.State != ItemState.Success || item == before || item.State == ItemState.Pending, "A result is not written over.");
    }

    private static ItemEvent Event(ItemEventKind kind, int attempt) => new(kind, Now)
    {
        Attempt = attempt,
        Result = Result,
        Error = "It went wrong.",
        Category = ErrorCategory.Internal,
        NotBefore = Now.AddSeconds(2),
    };

    private static ItemRecord In(ItemState state, int attempts) => new()
    {
        State = state,
        Attempts = attempts,
        StartedAt = Now,
        EndedAt = state.IsFinal() ? Now : null,
        Result = state == ItemState.Success ? Result : null,
    };
}
