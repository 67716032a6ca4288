namespace RoDLA.Jobs.Model;

/// <summary>A change of one image.</summary>
internal sealed record ItemEvent(ItemEventKind Kind, DateTimeOffset At)
{
    /// <summary>Number of the attempt that causes it; refused unless it is the current attempt. 0 when no attempt causes it.</summary>
    public int Attempt { get; init; }

    public ItemResult? Result { get; init; }

    /// <summary>Of a begin: random number of the process.</summary>
    public long Run { get; init; }

    /// <summary>Of a crash: whether no other image was processed.</summary>
    public bool IsAlone { get; init; }

    public string? Error { get; init; }

    public ErrorCategory? Category { get; init; }

    /// <summary>Earliest time of the next attempt.</summary>
    public DateTimeOffset? NotBefore { get; init; }
}
