using System.Threading.Channels;

namespace RoDLA.Jobs.Engine;

/// <summary>
/// What happens to a job, as it happens; the first event is a snapshot, the last <see cref="JobEventKind.JobComplete"/>. One who reads
/// too slowly is cut off (<see cref="Events"/> ends without that last event) and holds up nobody.
/// </summary>
/// <param name="events">The events.</param>
/// <param name="unsubscribe">Ends it.</param>
public sealed class JobSubscription(ChannelReader<JobEvent> events, Action unsubscribe) : IDisposable
{
    /// <summary>The events.</summary>
    public ChannelReader<JobEvent> Events { get; } = events;

    /// <summary>Ends it.</summary>
    public void Dispose() => unsubscribe();
}
