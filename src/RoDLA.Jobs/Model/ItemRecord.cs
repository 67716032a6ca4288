namespace RoDLA.Jobs.Model;

/// <summary>State of one image of a job; immutable.</summary>
public sealed record ItemRecord
{
    /// <summary>Current state.</summary>
    public ItemState State { get; init; }

    /// <summary>Attempts begun.</summary>
    public int Attempts { get; init; }

    /// <summary>Crashes of the process during an attempt.</summary>
    public int Crashes { get; init; }

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
}
