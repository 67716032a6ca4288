using RoDLA.Jobs.Model;
using RoDLA.Jobs.Store;

namespace RoDLA.Jobs.Engine;

/// <summary>
/// A job in memory: its state and its journal. A change is checked by <see cref="Transitions"/>, written to the journal, and only then
/// applied and published; a refused change leaves no trace. Readers get an immutable snapshot.
/// </summary>
internal sealed class Job : IDisposable
{
    /// <summary>Error of a job that a restart failed.</summary>
    public const string RestartError = "Server restarted during processing";

    private readonly Lock _lock = new();
    private readonly IJobJournal _journal;
    private readonly TimeProvider _time;
    private readonly JobFeed _feed;
    private readonly Action<Exception> _onUnwritten;
    private readonly Queue<int> _parked = new();
    private CancellationTokenSource _cancelled = new();
    private JobSnapshot _snapshot;
    private int _leases;

    /// <param name="snapshot">The job, accepted or loaded.</param>
    /// <param name="journal">Receives its changes.</param>
    /// <param name="time">Clock of the changes.</param>
    /// <param name="withQueueEstimate">Adds the place in the queue and the time left for subscribers.</param>
    /// <param name="metrics">Counts what happens to it.</param>
    /// <param name="onUnwritten">Called when a change was applied although it could not be written.</param>
    public Job(
        JobSnapshot snapshot,
        IJobJournal journal,
        TimeProvider time,
        Func<JobSnapshot, JobSnapshot> withQueueEstimate,
        JobMetrics metrics,
        Action<Exception> onUnwritten)
    {
        _snapshot = snapshot with { Items = snapshot.Items as ImmutableList<ItemRecord> ?? [.. snapshot.Items] };
        _journal = journal;
        _time = time;
        _feed = new JobFeed(_snapshot, withQueueEstimate, metrics);
        _onUnwritten = onUnwritten;
    }

    public string Id => Definition.JobId;

    public JobDefinition Definition => Snapshot.Definition;

    public JobSnapshot Snapshot => Volatile.Read(ref _snapshot);

    /// <summary>
    /// Held while the record is written or removed and while a change is made that is in no journal, so that records are written in the
    /// order of their versions and none after the job was removed.
    /// </summary>
    public SemaphoreSlim RecordGate { get; } = new(1);

    /// <summary>Whether every image is final, no worker holds one, and the end is not persisted yet.</summary>
    public bool CanFinish
    {
        get
        {
            lock (_lock)
            {
                return CanFinishNow;
            }
        }
    }

    // A changed list shares most of its nodes with the old one: a snapshot of a job with thousands of images is cheap.
    private ImmutableList<ItemRecord> Items => (ImmutableList<ItemRecord>)_snapshot.Items;

    private bool CanFinishNow => _snapshot is { IsPersisted: false, Progress.Remaining: 0 } && _leases == 0;

    public void Dispose()
    {
        lock (_lock)
        {
            _feed.Complete();
            _journal.Close();
            _cancelled.Dispose();
        }
    }

    /// <summary>Begins an attempt at an image.</summary>
    /// <param name="index">Index of the image.</param>
    /// <param name="run">Random number of the process.</param>
    /// <returns>Null when the image no longer waits, or is parked until an attempt at another image of the job ends.</returns>
    public ItemLease? TryBegin(int index, long run = 0)
    {
        lock (_lock)
        {
            if (_snapshot.IsFinal || Items[index].State != ItemState.Pending)
            {
                return null;
            }

            if (_leases >= Definition.Policy.MaxConcurrent)
            {
                _parked.Enqueue(index);
                return null;
            }

            DateTimeOffset now = _time.GetUtcNow();
            ItemRecord begun = Write(index, new ItemEvent(ItemEventKind.Begin, now) { Run = run }, mustBeWritten: false)!;
            _leases++;
            _feed.Throughput.Start(now);
            Change(now, To(_snapshot, JobState.Processing) with
            {
                Items = Items.SetItem(index, begun),
                StartedAt = _snapshot.StartedAt ?? now,
            });
            Publish(JobEventKind.Progress, now, index);
            return new ItemLease(this, index, begun.Attempts, _cancelled.Token);
        }
    }

    /// <summary>Ends an attempt and, unless that is refused, returns the lease.</summary>
    /// <param name="lease">The lease of the attempt.</param>
    /// <param name="ending">How it ended, without the number of the attempt.</param>
    /// <exception cref="IOException">A success could not be written; the worker keeps the lease.</exception>
    public EndResult End(ItemLease lease, ItemEvent ending)
    {
        lock (_lock)
        {
            if (lease.IsReturned
                || Write(lease.Index, ending with { Attempt = lease.Attempt }, ending.Kind == ItemEventKind.Succeed) is not { } item)
            {
                return new EndResult(false, null, CanFinishNow);
            }

            int? unparked = Return(lease);
            bool isFinal = item.State.IsFinal();
            if (isFinal)
            {
                _feed.Throughput.Add(ending.At);
            }

            Replace(ending.At, lease.Index, item);
            if (isFinal)
            {
                Publish(JobEventKind.ImageComplete, ending.At, lease.Index);
            }

            return new EndResult(true, unparked, CanFinishNow);
        }
    }

    /// <summary>Returns a lease whose end was refused, after the worker removed its files.</summary>
    /// <returns>Whether the job can be finished now.</returns>
    public bool Leave(ItemLease lease)
    {
        lock (_lock)
        {
            if (!lease.IsReturned)
            {
                // Only a cancelled job refuses the end of an attempt, and nothing of it is parked.
                _ = Return(lease);
            }

            return CanFinishNow;
        }
    }

    /// <summary>Applies a change at start-up, when no worker holds the image.</summary>
    public void Apply(int index, ItemEvent e)
    {
        lock (_lock)
        {
            if (Write(index, e, mustBeWritten: false) is { } item)
            {
                Replace(e.At, index, item);
            }
        }
    }

    /// <summary>Cancels the job with every image that is not final.</summary>
    /// <param name="reason">Reason when the service cancels it; null when a client does.</param>
    /// <returns>Number of cancelled images, 0 when there was nothing to cancel; and whether the job can be finished now.</returns>
    public (int Images, bool CanFinish) Cancel(string? reason)
    {
        CancellationTokenSource running;
        (int Images, bool CanFinish) result;
        lock (_lock)
        {
            if (_snapshot is { IsFinal: true } or { Progress.Remaining: 0 })
            {
                return (0, false);
            }

            DateTimeOffset now = _time.GetUtcNow();
            JournalLine line = new(_snapshot.Version + 1, now, JournalLine.Cancelled, null, null) { Reason = reason };
            Append(line, mustBeWritten: false);
            List<int> changed = ChangeAll(new ItemEvent(ItemEventKind.Cancel, now), out ImmutableList<ItemRecord> items);
            _parked.Clear();
            Change(now, To(_snapshot, JobState.Cancelled) with
            {
                Items = items,
                EndedAt = now,
                Error = reason,
                Progress = ProgressOf(items),
            });
            Publish(JobEventKind.ImageComplete, now, [.. changed]);
            result = (changed.Count, CanFinishNow);
            running = _cancelled;
        }

        // Outside the lock: continuations of the token run at once and call this job.
        _ = running.CancelAsync();
        return result;
    }

    /// <summary>
    /// The job with failed images waiting again, for its record; <see cref="Retry"/> applies it. The caller holds <see cref="RecordGate"/>,
    /// under which a persisted job does not change.
    /// </summary>
    /// <param name="selected">The images; null for all that failed.</param>
    /// <returns>The images and the job; null when the job is not over or none of the images failed.</returns>
    public (IReadOnlyList<int> Images, JobSnapshot After)? Retried(IReadOnlySet<int>? selected = null)
    {
        lock (_lock)
        {
            DateTimeOffset now = _time.GetUtcNow();
            List<int> changed = ChangeAll(new ItemEvent(ItemEventKind.Retry, now), out ImmutableList<ItemRecord> items, selected);
            return !_snapshot.IsPersisted || changed.Count == 0 ? null : (changed, To(_snapshot, JobState.Processing) with
            {
                Items = items,
                Version = _snapshot.Version + 1,
                UpdatedAt = now,
                IsPersisted = false,
                EndedAt = null,
                Error = null,
                Summary = null,
                Progress = JobProgress.Of(Definition, items),
            });
        }
    }

    /// <summary>Applies a retry that was recorded.</summary>
    public void Retry(JobSnapshot after)
    {
        lock (_lock)
        {
            _feed.Throughput.Clear();
            if (_cancelled.IsCancellationRequested)
            {
                _cancelled = new CancellationTokenSource();
            }

            Volatile.Write(ref _snapshot, after);
        }
    }

    /// <summary>The job as it will be persisted; every image is final.</summary>
    public JobSnapshot ToFinal()
    {
        JobSnapshot now = Snapshot;
        if (now.IsFinal)
        {
            return now with { Version = now.Version + 1 };
        }

        bool restarted = now.Items.Any(i => i.Category == ErrorCategory.ServerRestarted);
        JobProgress progress = now.Progress;
        return now with
        {
            State = restarted ? JobState.Failed : Transitions.Outcome(progress.Successful, progress.Failed, progress.Cancelled),
            Error = restarted ? RestartError : now.Error,
            EndedAt = now.Items.Max(i => i.EndedAt) ?? now.UpdatedAt,
            Version = now.Version + 1,
        };
    }

    /// <summary>Sets the persisted end of the job and ends the subscriptions.</summary>
    public void SetPersisted(JobSnapshot final)
    {
        lock (_lock)
        {
            _ = To(_snapshot, final.State);
            Volatile.Write(ref _snapshot, final with { IsPersisted = true });
            Publish(JobEventKind.JobComplete, _time.GetUtcNow());
            _feed.Complete();
        }
    }

    /// <summary>Removes the journal, once the record has everything.</summary>
    public void RemoveJournal()
    {
        lock (_lock)
        {
            _journal.Remove();
        }
    }

    /// <summary>Subscribes to the changes of the job.</summary>
    public JobSubscription Subscribe()
    {
        lock (_lock)
        {
            return _feed.Subscribe(_snapshot);
        }
    }

    /// <summary>Ends all subscriptions.</summary>
    public void CloseSubscriptions() => _feed.Complete();

    private static JobSnapshot To(JobSnapshot job, JobState state) => job.State == state || Transitions.IsAllowed(job.State, state)
        ? job with { State = state }
        : throw new InvalidOperationException($"A job does not go from {job.State} to {state}.");

    private int? Return(ItemLease lease)
    {
        lease.IsReturned = true;
        _leases--;
        return _parked.TryDequeue(out int next) ? next : null;
    }

    private ItemRecord? Write(int index, ItemEvent e, bool mustBeWritten)
    {
        if (Transitions.After(Items[index], e) is not { } item)
        {
            return null;
        }

        Append(new JournalLine(_snapshot.Version + 1, e.At, ReportJson.Word(e.Kind), index, item), mustBeWritten);
        return item;
    }

    private void Append(JournalLine line, bool mustBeWritten)
    {
        try
        {
            _journal.Append(line);
        }
        catch (Exception e) when (!mustBeWritten && e is IOException or UnauthorizedAccessException)
        {
            // A restart repeats the lost step, and the end of the job writes everything.
            _onUnwritten(e);
        }
    }

    private void Replace(DateTimeOffset at, int index, ItemRecord item)
    {
        JobProgress progress = _snapshot.Progress.Moved(Items[index].State, item.State);
        Change(at, _snapshot with
        {
            Items = Items.SetItem(index, item),
            Progress = progress with
            {
                ImagesPerMinute = _feed.Throughput.PerMinute,
                LastFailure = item.State == ItemState.Failed ? ItemFailure.Of(Definition, index, item) : progress.LastFailure,
            },
        });
    }

    private List<int> ChangeAll(ItemEvent e, out ImmutableList<ItemRecord> changed, IReadOnlySet<int>? selected = null)
    {
        List<int> indexes = [];
        ItemRecord[] items = [.. Items];
        for (int i = 0; i < items.Length; i++)
        {
            if (selected?.Contains(i) != false && Transitions.After(items[i], e) is { } after)
            {
                items[i] = after;
                indexes.Add(i);
            }
        }

        changed = [.. items];
        return indexes;
    }

    private void Change(DateTimeOffset at, JobSnapshot after) =>
        Volatile.Write(ref _snapshot, after with { UpdatedAt = at, Version = _snapshot.Version + 1 });

    private void Publish(JobEventKind kind, DateTimeOffset at, params ReadOnlySpan<int> items) => _feed.Publish(kind, _snapshot, at, items);

    private JobProgress ProgressOf(ImmutableList<ItemRecord> items) =>
        JobProgress.Of(Definition, items) with { ImagesPerMinute = _feed.Throughput.PerMinute };
}
