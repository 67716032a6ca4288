using System.Runtime.CompilerServices;

namespace RoDLA.Jobs.Model;

/// <summary>
/// The changes of a job as they happen. The first event is a snapshot, the last <see cref="JobEventKind.JobComplete"/>. A subscriber that
/// falls behind by a whole job is dropped: <see cref="Events"/> ends without the last event.
/// </summary>
/// <param name="events">The events.</param>
/// <param name="unsubscribe">Ends the subscription.</param>
public sealed class JobSubscription(ChannelReader<JobEvent> events, Action unsubscribe) : IDisposable
{
    /// <summary>The events.</summary>
    public ChannelReader<JobEvent> Events { get; } = events;

    /// <summary>The events that change a count or the state: without the beginning of images, except the first.</summary>
    /// <param name="cancellationToken">Stops reading.</param>
    public async IAsyncEnumerable<JobEvent> ReadChangesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        JobState? last = null;
        await foreach (JobEvent happened in Events.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            if (happened.Kind != JobEventKind.Progress || happened.Job.State != last)
            {
                last = happened.Job.State;
                yield return happened;
            }
        }
    }

    /// <summary>Ends the subscription.</summary>
    public void Dispose() => unsubscribe();
}
