namespace RoDLA.Jobs.Model;

/// <summary>Something that happens to one image.</summary>
/// <param name="Kind">What.</param>
/// <param name="At">When, UTC.</param>
internal sealed record ItemEvent(ItemEventKind Kind, DateTimeOffset At)
{
    /// <summary>Attempt that it comes from; an event of another one than the present is refused. 0 for no attempt's.</summary>
    public int Attempt { get; init; }

    /// <summary>What came out.</summary>
    public ItemResult? Result { get; init; }

    /// <summary>What went wrong, for people.</summary>
    public string? Error { get; init; }

    /// <summary>What went wrong, for programs.</summary>
    public ErrorCategory? Category { get; init; }

    /// <summary>Before this it is not tried again.</summary>
    public DateTimeOffset? NotBefore { get; init; }
}
