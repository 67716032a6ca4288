namespace RoDLA.Jobs.Model;

/// <summary>A change of one image.</summary>
internal sealed record ItemEvent(ItemEventKind Kind, DateTimeOffset At)
{
    /// <summary>Number of the attempt that causes it; refused unless it is the current attempt. 0 when no attempt causes it.</summary>
    public int Attempt { get; init; }

    /// <summary>Result of a success.</summary>
    public ItemResult? Result { get; init; }

    /// <summary>Error message for users.</summary>
    public string? Error { get; init; }

    /// <summary>Error code for programs.</summary>
    public ErrorCategory? Category { get; init; }

    /// <summary>Earliest time of the next attempt.</summary>
    public DateTimeOffset? NotBefore { get; init; }
}
