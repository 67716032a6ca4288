namespace RoDLA.Jobs.Model;

/// <summary>The state machines of images and jobs; every transition that is not listed is refused.</summary>
internal static class Transitions
{
    /// <summary>Whether an image changes no more, unless it is retried.</summary>
    public static bool IsFinal(this ItemState state) => state is ItemState.Success or ItemState.Failed or ItemState.Cancelled;

    /// <summary>Whether a job changes no more, unless it is retried.</summary>
    public static bool IsFinal(this JobState state) => state is not (JobState.Queued or JobState.Processing);

    /// <summary>The image after an event; null when the event is refused.</summary>
    public static ItemRecord? After(ItemRecord item, ItemEvent e) => (item.State, e.Kind) switch
    {
        (ItemState.Pending, ItemEventKind.Begin) => item with
        {
            State = ItemState.Processing,
            Attempts = item.Attempts + 1,
            Run = e.Run,
            StartedAt = e.At,
            EndedAt = null,
            NotBefore = null,
        },
        (ItemState.Processing, ItemEventKind.Succeed) when e.Attempt == item.Attempts && e.Result is not null => item with
        {
            State = ItemState.Success,
            EndedAt = e.At,
            Result = e.Result,
            Error = null,
            Category = null,
        },
        (ItemState.Processing, ItemEventKind.Fail) when e.Attempt == item.Attempts => Failed(item, e),
        (ItemState.Processing, ItemEventKind.Requeue) when e.Attempt == item.Attempts => item with
        {
            State = ItemState.Pending,
            NotBefore = e.NotBefore,
            Error = e.Error,
            Category = e.Category,
        },
        (ItemState.Processing, ItemEventKind.Release) when e.Attempt == item.Attempts => item with
        {
            State = ItemState.Pending,
            Attempts = item.Attempts - 1,
        },
        (ItemState.Processing, ItemEventKind.Crash) => item with
        {
            State = ItemState.Pending,
            Crashes = item.Crashes + (e.IsAlone ? 1 : 0),
            SharedCrashes = item.SharedCrashes + (e.IsAlone ? 0 : 1),
        },
        (ItemState.Pending or ItemState.Processing, ItemEventKind.Abandon) => Failed(item, e),
        (ItemState.Pending or ItemState.Processing, ItemEventKind.Cancel) => item with
        {
            State = ItemState.Cancelled,
            EndedAt = e.At,
            NotBefore = null,
        },
        (ItemState.Failed, ItemEventKind.Retry) => new ItemRecord(),
        (ItemState.Success, ItemEventKind.Lose) => item with { State = ItemState.Pending, EndedAt = null, Result = null },
        _ => null,
    };

    /// <summary>Whether a job may go from one state to another.</summary>
    public static bool IsAllowed(JobState from, JobState to) => (from, to) switch
    {
        (JobState.Queued, JobState.Processing) => true,
        (JobState.Queued or JobState.Processing, _) => to.IsFinal(),

        // A retry; a completed job has no failed image.
        (JobState.Partial or JobState.Failed or JobState.Cancelled, JobState.Processing) => true,
        _ => false,
    };

    /// <summary>The final state of a job by the final states of its images.</summary>
    public static JobState Outcome(int successful, int failed, int cancelled) =>
        cancelled > 0 ? JobState.Cancelled
        : failed == 0 ? JobState.Completed
        : successful > 0 ? JobState.Partial
        : JobState.Failed;

    private static ItemRecord Failed(ItemRecord item, ItemEvent e) => item with
    {
        State = ItemState.Failed,
        EndedAt = e.At,
        NotBefore = null,
        Error = e.Error,
        Category = e.Category,
    };
}
