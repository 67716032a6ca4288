using System.Threading.Channels;
using RoDLA.Analysis.Pipeline;
using RoDLA.Jobs.Model;
using RoDLA.Jobs.Store;

namespace RoDLA.Jobs.Engine;

/// <summary>
/// A job in memory: the one place where it changes. A change is asked of <see cref="Transitions"/>, written to the journal, and only then
/// made and told; one that is refused leaves no trace. Whoever looks sees a snapshot that was made when the change was.
/// </summary>
internal sealed class Job : IDisposable
{
    /// <summary>What a job says that was failed by a restart.</summary>
    public const string RestartError = "Server restarted during processing";

    private readonly Lock _lock = new();
    private readonly IJobJournal _journal;
    private readonly TimeProvider _time;
    private readonly Action<Exception> _onUnwritten;
    private readonly Func<JobSnapshot, JobSnapshot> _outlook;
    private readonly Queue<int> _parked = new();
    private readonly Subscribers _subscribers;
    private readonly Recent _recent = new();
    private CancellationTokenSource _cancelled = new();
    private ItemList _items;
    private JobCounts _counts;
    private JobSnapshot _snapshot;
    private int _running;
    private bool _settled;

    /// <summary>A job, new or kept.</summary>
    /// <param name="snapshot">Where it is.</param>
    /// <param name="isSettled">Whether it has ended, and everything about its end is on disk.</param>
    /// <param name="journal">Takes its changes.</param>
    /// <param name="time">Tells the time of changes.</param>
    /// <param name="outlook">Adds what depends on other jobs to what followers are told.</param>
    /// <param name="onUnwritten">Told when a change could not be written and was made all the same.</param>
    public Job(
        JobSnapshot snapshot,
        bool isSettled,
        IJobJournal journal,
        TimeProvider time,
        Func<JobSnapshot, JobSnapshot> outlook,
        Action<Exception> onUnwritten)
    {
        _journal = journal;
        _time = time;
        _outlook = outlook;
        _onUnwritten = onUnwritten;
        _items = snapshot.Items as ItemList ?? new ItemList(snapshot.Items);
        _counts = JobCounts.Of(_items);
        _snapshot = snapshot with { Items = _items, IsSettled = isSettled };
        _settled = isSettled;

        // Two events for each attempt, and a few for the job.
        int attempts = 1 + Math.Min(snapshot.Definition.Policy.MaxRetries, 3);
        _subscribers = new Subscribers(64 + (2 * attempts * _items.Count));
    }

    /// <summary>Id of the job.</summary>
    public string Id => Definition.JobId;

    /// <summary>The job as it was accepted.</summary>
    public JobDefinition Definition => _snapshot.Definition;

    /// <summary>Where it is now.</summary>
    public JobSnapshot Snapshot => Volatile.Read(ref _snapshot);

    /// <summary>
    /// Held by whoever writes or removes the job's record, and makes a change that is in no journal: so records are written in the order of their
    /// versions, and none after the job was removed.
    /// </summary>
    public SemaphoreSlim RecordGate { get; } = new(1);

    /// <summary>Images that are not done.</summary>
    public int Remaining => Snapshot.Progress.Remaining;

    /// <summary>Whether it has ended, and everything about its end is on disk.</summary>
    public bool IsSettled => Volatile.Read(ref _settled);

    /// <summary>Whether every image is done and in nobody's hands, and the job's own end is yet to come.</summary>
    public bool IsReadyToEnd
    {
        get
        {
            lock (_lock)
            {
                return !_settled && _running == 0 && _counts.Done == _items.Count;
            }
        }
    }

    /// <summary>Cuts off everybody who follows.</summary>
    public void CloseSubscriptions()
    {
        lock (_lock)
        {
            _subscribers.Complete();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _subscribers.Complete();
            _journal.Close();
            _cancelled.Dispose();
        }
    }

    /// <summary>A worker takes an image.</summary>
    public BeginOutcome TryBegin(int index, out ItemLease? lease)
    {
        lock (_lock)
        {
            lease = null;
            if (_items[index].State != ItemState.Pending || _snapshot.IsEnded)
            {
                return BeginOutcome.Gone;
            }

            if (Definition.Policy.MaxConcurrent is { } most && _running >= most)
            {
                _parked.Enqueue(index);
                return BeginOutcome.Parked;
            }

            DateTimeOffset now = _time.GetUtcNow();
            ItemRecord begun = Write(index, new ItemEvent(ItemEventKind.Begin, now), mustBeKept: false)!;
            _running++;
            _recent.StartOnce(now);
            Change(now, index, begun, s => To(s, JobState.Processing) with { StartedAt = s.StartedAt ?? now });
            Publish(JobEventKind.Progress, now, index);
            lease = new ItemLease(this, index, begun.Attempts, _cancelled.Token);
            return BeginOutcome.Begun;
        }
    }

    /// <summary>An attempt ended, and with it, unless it is refused, the worker's hold on the image.</summary>
    /// <param name="lease">What the worker got.</param>
    /// <param name="ending">How it ended; its attempt is filled in here.</param>
    /// <param name="unparked">An image that may be taken now; null when none waits for that.</param>
    /// <returns>Whether it counts; false when the image has another end by now, and the worker is to call <see cref="Leave"/> after it tidied up.</returns>
    /// <exception cref="IOException">A success could not be written; the worker has the image still.</exception>
    public bool End(ItemLease lease, ItemEvent ending, out int? unparked)
    {
        lock (_lock)
        {
            unparked = null;
            if (lease.HasEnded)
            {
                return false;
            }

            ItemRecord? item = Write(
                lease.Index, ending with { Attempt = lease.Attempt }, mustBeKept: ending.Kind == ItemEventKind.Succeed);
            if (item is null)
            {
                return false;
            }

            unparked = Return(lease);
            bool isDone = item.State.IsFinal();
            if (isDone)
            {
                _recent.Add(ending.At);
            }

            Done(ending.At, lease.Index, item);
            if (isDone)
            {
                Publish(JobEventKind.ImageComplete, ending.At, lease.Index);
            }

            return true;
        }
    }

    /// <summary>The worker has nothing of the job any more, and has left nothing of the image.</summary>
    public void Leave(ItemLease lease)
    {
        lock (_lock)
        {
            if (!lease.HasEnded)
            {
                // What is refused is refused because the job was cancelled; nothing of it waits then.
                _ = Return(lease);
            }
        }
    }

    /// <summary>Something happened to an image that no worker has, at the start of the process.</summary>
    public bool Apply(int index, ItemEvent e)
    {
        lock (_lock)
        {
            if (Write(index, e, mustBeKept: false) is not { } item)
            {
                return false;
            }

            Done(e.At, index, item);
            return true;
        }
    }

    /// <summary>Cancels every image that is not done, and with them the job.</summary>
    /// <param name="reason">Why, when it is not somebody's wish.</param>
    /// <param name="readyToEnd">Whether no worker has anything of it any more.</param>
    /// <returns>The number of images that were cancelled; 0 when there was nothing to cancel.</returns>
    public int Cancel(string? reason, out bool readyToEnd)
    {
        int cancelled;
        CancellationTokenSource running;
        lock (_lock)
        {
            readyToEnd = false;
            if (_snapshot.IsEnded || _counts.Done == _items.Count)
            {
                return 0;
            }

            DateTimeOffset now = _time.GetUtcNow();
            Append(new JournalLine(_snapshot.Version + 1, now, JournalLine.Cancelled, null, null) { Reason = reason }, mustBeKept: false);
            List<int> changed = ChangeAll(new ItemEvent(ItemEventKind.Cancel, now));
            _parked.Clear();
            Change(now, s => To(s, JobState.Cancelled) with { EndedAt = now, Error = reason, Progress = NewProgress() });
            Publish(JobEventKind.ImageComplete, now, [.. changed]);
            readyToEnd = _running == 0;
            cancelled = changed.Count;
            running = _cancelled;
        }

        // Not under the lock: whoever waits for it goes on at once, and comes here.
        _ = running.CancelAsync();
        return cancelled;
    }

    /// <summary>Failed images wait again, and with them the job goes on; nothing is written yet. <see cref="RecordGate"/> is held.</summary>
    /// <param name="after">The job after it.</param>
    /// <returns>The images; null when the job has not ended, empty when none failed.</returns>
    public IReadOnlyList<int>? Retry(out JobSnapshot after)
    {
        lock (_lock)
        {
            after = _snapshot;
            if (!_settled)
            {
                return null;
            }

            DateTimeOffset now = _time.GetUtcNow();
            List<int> changed = ChangeAll(new ItemEvent(ItemEventKind.Retry, now));
            if (changed.Count > 0)
            {
                _settled = false;
                _recent.Clear();
                if (_cancelled.IsCancellationRequested)
                {
                    _cancelled = new CancellationTokenSource();
                }

                Change(now, s => To(s, JobState.Processing) with
                {
                    IsSettled = false, EndedAt = null, Error = null, Summary = null, Progress = NewProgress(),
                });
                after = _snapshot;
            }

            return changed;
        }
    }

    /// <summary>A retry could not be written: the job is as it was before, unless it was cancelled meanwhile.</summary>
    /// <param name="before">The job before it.</param>
    /// <param name="after">The job after it.</param>
    /// <returns>Whether it is; its images have no places any more when it is not.</returns>
    public bool TryUndo(JobSnapshot before, JobSnapshot after)
    {
        lock (_lock)
        {
            if (_snapshot.Version != after.Version)
            {
                return false;
            }

            Settle(before with { Version = after.Version + 1 });
            return true;
        }
    }

    /// <summary>The job as it will be once it has ended: every image is done. Asked again, it is the same.</summary>
    public JobSnapshot Ending()
    {
        JobSnapshot now = Snapshot;
        if (now.IsEnded)
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

    /// <summary>The job has ended, and everything about its end is on disk.</summary>
    public void Settle(JobSnapshot ended)
    {
        lock (_lock)
        {
            _ = To(_snapshot, ended.State);
            _items = (ItemList)ended.Items;
            _counts = JobCounts.Of(_items);
            Volatile.Write(ref _snapshot, ended with { IsSettled = true });
            Volatile.Write(ref _settled, true);
            Publish(JobEventKind.JobComplete, _time.GetUtcNow());
            _subscribers.Complete();
        }
    }

    /// <summary>Removes the journal: the record has everything.</summary>
    public void RemoveJournal()
    {
        lock (_lock)
        {
            _journal.Remove();
        }
    }

    /// <summary>Follows the job from now on.</summary>
    public JobSubscription Subscribe()
    {
        lock (_lock)
        {
            JobSnapshot shown = _outlook(_snapshot);
            Channel<JobEvent> channel = _subscribers.Add(new JobEvent(JobEventKind.Progress, shown, null, shown.UpdatedAt));
            if (_settled)
            {
                channel.Writer.TryWrite(new JobEvent(JobEventKind.JobComplete, shown, null, shown.EndedAt ?? shown.UpdatedAt));
                _subscribers.Remove(channel);
            }

            return new JobSubscription(channel.Reader, () => Unsubscribe(channel));
        }
    }

    private int? Return(ItemLease lease)
    {
        lease.HasEnded = true;
        _running--;
        return _parked.TryDequeue(out int next) ? next : null;
    }

    private void Unsubscribe(Channel<JobEvent> channel)
    {
        lock (_lock)
        {
            _subscribers.Remove(channel);
        }
    }

    private ItemRecord? Write(int index, ItemEvent e, bool mustBeKept)
    {
        if (Transitions.After(_items[index], e) is not { } item)
        {
            return null;
        }

        Append(new JournalLine(_snapshot.Version + 1, e.At, ReportJson.Word(e.Kind), index, item), mustBeKept);
        return item;
    }

    private void Append(JournalLine line, bool mustBeKept)
    {
        try
        {
            _journal.Append(line);
        }
        catch (Exception e) when (!mustBeKept && e is IOException or UnauthorizedAccessException)
        {
            // What is lost is a step that a restart repeats; the end of the job writes everything.
            _onUnwritten(e);
        }
    }

    private void Done(DateTimeOffset at, int index, ItemRecord item)
    {
        _counts = _counts.Moved(_items[index].State, item.State);
        Change(at, index, item, s => s with { Progress = Progress(item, index, s.Progress.LastFailure) });
    }

    private List<int> ChangeAll(ItemEvent e)
    {
        List<int> changed = [];
        ItemRecord[] items = [.. _items];
        for (int i = 0; i < items.Length; i++)
        {
            if (Transitions.After(items[i], e) is { } after)
            {
                items[i] = after;
                changed.Add(i);
            }
        }

        _items = new ItemList(items);
        _counts = JobCounts.Of(items);
        return changed;
    }

    private void Change(DateTimeOffset at, int index, ItemRecord item, Func<JobSnapshot, JobSnapshot> change)
    {
        _items = _items.With(index, item);
        Change(at, change);
    }

    private void Change(DateTimeOffset at, Func<JobSnapshot, JobSnapshot> change)
    {
        JobSnapshot after = change(_snapshot);
        Volatile.Write(ref _snapshot, after with { Items = _items, UpdatedAt = at, Version = after.Version + 1 });
    }

    private void Publish(JobEventKind kind, DateTimeOffset at, params ReadOnlySpan<int> items)
    {
        if (_subscribers.Count == 0)
        {
            return;
        }

        JobSnapshot shown = _outlook(_snapshot);
        if (items.IsEmpty)
        {
            _subscribers.Publish(new JobEvent(kind, shown, null, at));
        }

        foreach (int item in items)
        {
            _subscribers.Publish(new JobEvent(kind, shown, item, at));
        }
    }

    private static JobSnapshot To(JobSnapshot job, JobState state) => job.State == state || Transitions.IsAllowed(job.State, state)
        ? job with { State = state }
        : throw new InvalidOperationException($"A job does not go from {job.State} to {state}.");

    private JobProgress NewProgress() => JobProgress.Of(Definition, _items) with { ImagesPerMinute = _recent.PerMinute() };

    private JobProgress Progress(ItemRecord item, int index, LastFailure? lastFailure) =>
        new(_items.Count, _counts.Successful, _counts.Failed, _counts.Cancelled)
        {
            ImagesPerMinute = _recent.PerMinute(),
            LastFailure = item.State == ItemState.Failed ? LastFailure.Of(Definition, index, item) : lastFailure,
        };
}
