using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Store;

/// <summary>
/// One change of a job in its journal. It has the whole new state of the image, so that a lost line does not affect later ones.
/// </summary>
/// <param name="Version">Version of the job after it.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Event">Kind of the image's event, or <see cref="Cancelled"/>.</param>
/// <param name="Index">Index of the image; null for the whole job.</param>
/// <param name="Item">The image after it; null for the whole job.</param>
internal sealed record JournalLine(long Version, DateTimeOffset At, string Event, int? Index, ItemRecord? Item)
{
    /// <summary>The job was cancelled with every image that was not final.</summary>
    public const string Cancelled = "job_cancelled";

    /// <summary>Reason when the service cancelled the job.</summary>
    public string? Reason { get; init; }
}
