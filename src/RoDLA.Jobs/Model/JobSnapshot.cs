namespace RoDLA.Jobs.Model;

/// <summary>A job at one moment; immutable.</summary>
/// <param name="Definition">The job as accepted.</param>
/// <param name="State">Current state.</param>
/// <param name="Items">Its images, in order.</param>
/// <param name="UpdatedAt">When it last changed, UTC.</param>
public sealed record JobSnapshot(JobDefinition Definition, JobState State, IReadOnlyList<ItemRecord> Items, DateTimeOffset UpdatedAt)
{
    /// <summary>Grows with every change of the job.</summary>
    public long Version { get; init; }

    /// <summary>When its first image was begun, UTC.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it reached a final state, UTC.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why the whole job failed or was ended; null when only single images failed.</summary>
    public string? Error { get; init; }

    /// <summary>Figures over all images; null before the end.</summary>
    public JobSummary? Summary { get; init; }

    /// <summary>Counts, speed and estimates.</summary>
    public required JobProgress Progress { get; init; }

    /// <summary>Whether its state is final. Workers may still hold images of a cancelled job.</summary>
    public bool IsFinal => State.IsFinal();

    /// <summary>Whether the job is over: its state is final, no worker holds an image of it, and its end is recorded.</summary>
    public bool IsPersisted { get; init; }
}
