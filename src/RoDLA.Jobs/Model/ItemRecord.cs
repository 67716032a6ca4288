namespace RoDLA.Jobs.Model;

/// <summary>State of one image of a job; immutable.</summary>
public sealed record ItemRecord
{
    /// <summary>Current state.</summary>
    public ItemState State { get; init; }

    /// <summary>Attempts begun.</summary>
    public int Attempts { get; init; }

    /// <summary>Crashes of the process while it processed this image alone; only these count against it.</summary>
    public int Crashes { get; init; }

    /// <summary>Crashes of the process while it processed other images of jobs too.</summary>
    public int SharedCrashes { get; init; }

    /// <summary>Random number of the process that began the last attempt.</summary>
    public long Run { get; init; }

    /// <summary>When the last attempt began, UTC.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it reached a final state, UTC.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Earliest time of the next attempt; null for now.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Error message of the last attempt, for users; null without an error.</summary>
    public string? Error { get; init; }

    /// <summary>Error code of the last attempt.</summary>
    public ErrorCategory? Category { get; init; }

    /// <summary>Result; null before success.</summary>
    public ItemResult? Result { get; init; }

    /// <summary>Attempts that ended by themselves, the current one included.</summary>
    internal int OwnAttempts => Attempts - Crashes - SharedCrashes;

    /// <summary>Whether it was processed at a crash and no attempt ended since.</summary>
    internal bool IsCrashCandidate => this is { State: ItemState.Pending, NotBefore: null } && Crashes + SharedCrashes > 0;
}
