namespace RoDLA.Jobs.Model;

/// <summary>A job at one moment; nothing in it changes any more.</summary>
/// <param name="Definition">The job as it was accepted.</param>
/// <param name="State">Where it is in its life.</param>
/// <param name="Items">Its images, in order.</param>
/// <param name="UpdatedAt">When anything last changed, UTC.</param>
public sealed record JobSnapshot(JobDefinition Definition, JobState State, IReadOnlyList<ItemRecord> Items, DateTimeOffset UpdatedAt)
{
    /// <summary>Grows with every change of the job.</summary>
    public long Version { get; init; }

    /// <summary>When its first image was begun, UTC.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it reached a final state, UTC.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why the whole job failed or was ended; null when nothing but single images did.</summary>
    public string? Error { get; init; }

    /// <summary>Figures over all images; null before the end.</summary>
    public JobSummary? Summary { get; init; }

    /// <summary>How far it is.</summary>
    public required JobProgress Progress { get; init; }

    /// <summary>Whether it reached a final state.</summary>
    public bool IsEnded => State.IsFinal();

    /// <summary>Whether it has ended, no image of it is in anybody's hands, and everything about its end is made; a cancelled job comes to that later.</summary>
    public bool IsSettled { get; init; }
}
