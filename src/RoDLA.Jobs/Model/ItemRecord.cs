namespace RoDLA.Jobs.Model;

/// <summary>What is known of one image of a job; replaced whole, never changed.</summary>
public sealed record ItemRecord
{
    /// <summary>Where it is in its life.</summary>
    public ItemState State { get; init; }

    /// <summary>Times that a worker began it.</summary>
    public int Attempts { get; init; }

    /// <summary>Times that the process died while it was being worked on.</summary>
    public int Crashes { get; init; }

    /// <summary>When the last attempt began, UTC.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it was done or given up, UTC.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Before this it is not tried again; null for at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>What went wrong in the last attempt, for people; null when nothing did.</summary>
    public string? Error { get; init; }

    /// <summary>What went wrong in the last attempt, for programs.</summary>
    public ErrorCategory? Category { get; init; }

    /// <summary>What came out; null before success.</summary>
    public ItemResult? Result { get; init; }
}
