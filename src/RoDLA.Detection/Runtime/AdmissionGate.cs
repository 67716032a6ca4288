namespace RoDLA.Detection.Runtime;

/// <summary>
/// Lets a fixed number of requests run. The rest wait in two lines: interactive ones, a bounded number for a bounded time, go first;
/// those of jobs have no limit, and one of them goes after <see cref="MostPassed"/> others were let in before it.
/// </summary>
/// <param name="running">Places.</param>
/// <param name="waiting">Interactive requests that may wait for one.</param>
/// <param name="timeout">How long they may.</param>
/// <param name="refuse">Makes what is thrown from what to tell the caller, and when to try again.</param>
public sealed class AdmissionGate(int running, int waiting, TimeSpan timeout, Func<string, TimeSpan, Exception> refuse)
{
    /// <summary>Interactive requests that may go before the first of the other line, so that a busy service does not stop its jobs.</summary>
    public const int MostPassed = 16;

    private readonly Lock _lock = new();
    private readonly LinkedList<TaskCompletionSource> _interactive = new();
    private readonly LinkedList<TaskCompletionSource> _batch = new();
    private readonly int _places = running;
    private int _free = running;
    private int _passed;

    /// <summary>Interactive requests that wait now.</summary>
    public int Waiting
    {
        get
        {
            lock (_lock)
            {
                return _interactive.Count;
            }
        }
    }

    /// <summary>Waits for a place as an interactive request; dispose the result to give it back.</summary>
    /// <exception cref="Exception">What the gate refuses with: the line is full, or the wait was too long.</exception>
    public ValueTask<Place> EnterAsync(CancellationToken cancellationToken) => EnterAsync(WaitingLine.Interactive, cancellationToken);

    /// <summary>Waits for a place; dispose the result to give it back.</summary>
    /// <exception cref="Exception">What the gate refuses with: the interactive line is full, or the wait in it was too long.</exception>
    public ValueTask<Place> EnterAsync(WaitingLine line, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        LinkedListNode<TaskCompletionSource> own;
        lock (_lock)
        {
            if (_free > 0)
            {
                _free--;
                return ValueTask.FromResult(new Place(this));
            }

            if (line == WaitingLine.Interactive && _interactive.Count >= waiting)
            {
                throw refuse($"All {_places} places are taken and {waiting} requests wait already. Try again later.", TimeSpan.FromSeconds(1));
            }

            LinkedList<TaskCompletionSource> waiters = line == WaitingLine.Interactive ? _interactive : _batch;
            own = waiters.AddLast(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        return WaitAsync(own, line == WaitingLine.Interactive ? timeout : Timeout.InfiniteTimeSpan, cancellationToken);
    }

    private async ValueTask<Place> WaitAsync(
        LinkedListNode<TaskCompletionSource> own, TimeSpan patience, CancellationToken cancellationToken)
    {
        try
        {
            await own.Value.Task.WaitAsync(patience, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            // One who was called in the same moment takes the place that was given to it, or it would be nobody's.
            if (Leave(own))
            {
                throw e is TimeoutException
                    ? refuse(
                        $"No place came free in {patience.TotalSeconds:0.##} s. Try again later.",
                        TimeSpan.FromSeconds(Math.Ceiling(patience.TotalSeconds / 4)))
                    : e;
            }
        }

        return new Place(this);
    }

    private bool Leave(LinkedListNode<TaskCompletionSource> own)
    {
        lock (_lock)
        {
            own.List?.Remove(own);
            return !own.Value.Task.IsCompleted;
        }
    }

    private void Release()
    {
        lock (_lock)
        {
            bool batch = _batch.Count > 0 && (_interactive.Count == 0 || _passed >= MostPassed);
            LinkedList<TaskCompletionSource> next = batch ? _batch : _interactive;
            _passed = batch || _batch.Count == 0 ? 0 : _passed + 1;
            if (next.First is not { } first)
            {
                _free++;
                return;
            }

            next.RemoveFirst();
            first.Value.SetResult();
        }
    }

    /// <summary>A place taken.</summary>
    public readonly struct Place : IDisposable
    {
        private readonly AdmissionGate _gate;

        internal Place(AdmissionGate gate) => _gate = gate;

        /// <inheritdoc/>
        public void Dispose() => _gate.Release();
    }
}
