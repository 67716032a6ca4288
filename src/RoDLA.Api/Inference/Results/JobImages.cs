using System.Runtime.CompilerServices;
using RoDLA.Api.Batches.Events;
using RoDLA.Jobs.Results;

namespace RoDLA.Api.Inference.Results;

/// <summary>Reads the stored reports of a job, one at a time.</summary>
internal sealed class JobImages(ResultReader reader, IJobEngine engine, EventDelivery delivery)
{
    /// <summary>The reports of some images; those that cannot be read are left out.</summary>
    public async IAsyncEnumerable<(int Index, StoredReport Report)> ReadAsync(
        JobSnapshot job, IReadOnlyList<int> indexes, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (int index in indexes)
        {
            if (await reader.ReadAsync(job, index, cancellationToken) is ({ } report, _))
            {
                yield return (index, report);
            }
        }
    }

    /// <summary>
    /// The images of a job as they end: first those that have ended, in order, then each when it does, until the job has. The report is
    /// null for an image without a result.
    /// </summary>
    public async IAsyncEnumerable<(JobSnapshot Job, int Index, StoredReport? Report)> FollowAsync(
        string jobId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using IDisposable lease = delivery.Subscribers.Acquire();
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, delivery.Stopping);
        HashSet<int> sent = [];
        bool isOver = false;

        // A subscription ends early for a reader that is a whole job behind: the next one begins with what it missed.
        while (!isOver && engine.Subscribe(jobId) is { } subscription)
        {
            using (subscription)
            {
                await foreach (JobEvent jobEvent in subscription.Events.ReadAllAsync(end.Token))
                {
                    JobSnapshot job = jobEvent.Job;
                    isOver = jobEvent.Kind == JobEventKind.JobComplete;
                    IEnumerable<int> changed = jobEvent.ItemIndex is { } only ? [only] : Enumerable.Range(0, job.Items.Count);
                    foreach (int index in changed.Where(i => IsEnded(job.Items[i]) && sent.Add(i)))
                    {
                        yield return (job, index, (await reader.ReadAsync(job, index, end.Token))?.Report);
                    }
                }
            }
        }
    }

    private static bool IsEnded(ItemRecord item) => item.State is ItemState.Success or ItemState.Failed or ItemState.Cancelled;
}
