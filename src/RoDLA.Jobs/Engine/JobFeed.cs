using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Engine;

/// <summary>
/// The subscribers of one job and the estimates that they are shown. Each subscriber has its own channel with room for all events of a job,
/// so a slow one delays no other and is dropped only when it is a whole job behind.
/// </summary>
internal sealed class JobFeed
{
    private readonly Lock _lock = new();
    private readonly List<Channel<JobEvent>> _channels = [];
    private readonly Func<JobSnapshot, JobSnapshot> _withQueueEstimate;
    private readonly JobMetrics _metrics;
    private readonly int _capacity;

    public JobFeed(JobSnapshot job, Func<JobSnapshot, JobSnapshot> withQueueEstimate, JobMetrics metrics)
    {
        _withQueueEstimate = withQueueEstimate;
        _metrics = metrics;

        // Two events for each attempt and some for the job.
        int attempts = 1 + Math.Min(job.Definition.Policy.MaxRetries, 3);
        _capacity = 64 + (2 * attempts * job.Items.Count);
    }

    /// <summary>Speed of the job; the lock of the job guards it.</summary>
    public ThroughputWindow Throughput { get; } = new();

    /// <summary>
    /// Adds a subscriber. The caller holds the lock of the job, so that no event is lost between the snapshot and the next one.
    /// </summary>
    public JobSubscription Subscribe(JobSnapshot job)
    {
        JobSnapshot shown = _withQueueEstimate(job);
        Channel<JobEvent> channel = Channel.CreateBounded<JobEvent>(new BoundedChannelOptions(_capacity) { SingleReader = true });
        channel.Writer.TryWrite(new JobEvent(JobEventKind.Progress, shown, null, shown.UpdatedAt));
        if (job.IsPersisted)
        {
            channel.Writer.TryWrite(new JobEvent(JobEventKind.JobComplete, shown, null, shown.EndedAt ?? shown.UpdatedAt));
            channel.Writer.TryComplete();
        }
        else
        {
            lock (_lock)
            {
                _channels.Add(channel);
            }
        }

        return new JobSubscription(channel.Reader, () => Remove(channel));
    }

    /// <summary>Publishes an event about the job, or one for each of some images; subscribers whose channel is full are dropped.</summary>
    public void Publish(JobEventKind kind, JobSnapshot job, DateTimeOffset at, params ReadOnlySpan<int> items)
    {
        _metrics.Observe(kind, job, at, items);
        lock (_lock)
        {
            if (_channels.Count == 0)
            {
                return;
            }

            JobSnapshot shown = _withQueueEstimate(job);
            if (items.IsEmpty)
            {
                Send(new JobEvent(kind, shown, null, at));
            }

            foreach (int item in items)
            {
                Send(new JobEvent(kind, shown, item, at));
            }
        }
    }

    /// <summary>Ends all subscriptions.</summary>
    public void Complete()
    {
        lock (_lock)
        {
            _channels.ForEach(c => c.Writer.TryComplete());
            _channels.Clear();
        }
    }

    private void Send(JobEvent e)
    {
        foreach (Channel<JobEvent> full in _channels.Where(c => !c.Writer.TryWrite(e)).ToArray())
        {
            full.Writer.TryComplete();
            _channels.Remove(full);
        }
    }

    private void Remove(Channel<JobEvent> channel)
    {
        lock (_lock)
        {
            _channels.Remove(channel);
        }

        channel.Writer.TryComplete();
    }
}
