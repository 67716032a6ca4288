using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace RoDLA.Jobs.Model;

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

    /// <summary>The events that change a figure: without the beginning of an image, unless the job begins with it.</summary>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async IAsyncEnumerable<JobEvent> ReadNewsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        JobState? told = null;
        await foreach (JobEvent happened in Events.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            if (happened.Kind != JobEventKind.Progress || happened.Job.State != told)
            {
                told = happened.Job.State;
                yield return happened;
            }
        }
    }

    /// <summary>Ends it.</summary>
    public void Dispose() => unsubscribe();
}
