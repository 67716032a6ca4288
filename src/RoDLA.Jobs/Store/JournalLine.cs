using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Store;

/// <summary>One change of a job, as its journal has it. It carries the image's new state in full, so that a lost line harms no later one.</summary>
/// <param name="Version">The job's version after it.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Event">What: the kind of an image's event, or <see cref="Cancelled"/>.</param>
/// <param name="Index">The image; null for the whole job.</param>
/// <param name="Item">The image after it; null for the whole job.</param>
internal sealed record JournalLine(long Version, DateTimeOffset At, string Event, int? Index, ItemRecord? Item)
{
    /// <summary>Somebody cancelled the job: every image that was not done is.</summary>
    public const string Cancelled = "job_cancelled";

    /// <summary>Why the job was cancelled, when it is not somebody's wish.</summary>
    public string? Reason { get; init; }
}
