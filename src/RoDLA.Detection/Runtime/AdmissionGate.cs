namespace RoDLA.Detection.Runtime;

/// <summary>
/// Limits how many requests run at once. The others wait in one of two queues: interactive requests, limited in number and time, go
/// first; batch requests wait without limit, and one of them goes after every <see cref="MaxOvertakes"/> interactive ones.
/// </summary>
/// <param name="leases">Requests that run at once.</param>
/// <param name="queueLimit">Interactive requests that may wait.</param>
/// <param name="queueTimeout">How long an interactive request may wait.</param>
/// <param name="refuse">Makes the exception of a refusal from its reason and the time after which to try again.</param>
public sealed class AdmissionGate(int leases, int queueLimit, TimeSpan queueTimeout, Func<string, TimeSpan, Exception> refuse)
{
    /// <summary>Interactive requests that may overtake the first batch request, so that a busy service does not stop its jobs.</summary>
    public const int MaxOvertakes = 16;

    private readonly Lock _lock = new();
    private readonly LinkedList<TaskCompletionSource> _interactive = new();
    private readonly LinkedList<TaskCompletionSource> _batch = new();
    private readonly int _leases = leases;
    private int _free = leases;
    private int _overtakes;

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

    /// <summary>Waits for a lease as an interactive request; dispose the result to return it.</summary>
    /// <exception cref="Exception">The refusal: the queue is full, or the wait took too long.</exception>
    public ValueTask<Lease> AcquireAsync(CancellationToken cancellationToken) =>
        AcquireAsync(RequestPriority.Interactive, cancellationToken);

    /// <summary>Waits for a lease; dispose the result to return it.</summary>
    /// <exception cref="Exception">The refusal: the interactive queue is full, or the wait in it took too long.</exception>
    public ValueTask<Lease> AcquireAsync(RequestPriority priority, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        bool isInteractive = priority == RequestPriority.Interactive;
        LinkedListNode<TaskCompletionSource> request;
        lock (_lock)
        {
            if (_free > 0)
            {
                _free--;
                return ValueTask.FromResult(new Lease(this));
            }

            if (isInteractive && _interactive.Count >= queueLimit)
            {
                throw refuse(
                    $"All {_leases} places are taken and {queueLimit} requests wait already. Try again later.", TimeSpan.FromSeconds(1));
            }

            LinkedList<TaskCompletionSource> queue = isInteractive ? _interactive : _batch;
            request = queue.AddLast(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        return WaitAsync(request, isInteractive ? queueTimeout : Timeout.InfiniteTimeSpan, cancellationToken);
    }

    private async ValueTask<Lease> WaitAsync(
        LinkedListNode<TaskCompletionSource> request, TimeSpan limit, CancellationToken cancellationToken)
    {
        try
        {
            await request.Value.Task.WaitAsync(limit, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            // A request that got its lease in the same moment keeps it; otherwise the lease would be lost.
            if (TryLeaveQueue(request))
            {
                throw e is TimeoutException
                    ? refuse(
                        $"No place came free in {limit.TotalSeconds:0.##} s. Try again later.",
                        TimeSpan.FromSeconds(Math.Ceiling(limit.TotalSeconds / 4)))
                    : e;
            }
        }

        return new Lease(this);
    }

    /// <summary>False when the request already has its lease.</summary>
    private bool TryLeaveQueue(LinkedListNode<TaskCompletionSource> request)
    {
        lock (_lock)
        {
            request.List?.Remove(request);
            return !request.Value.Task.IsCompleted;
        }
    }

    private void Return()
    {
        lock (_lock)
        {
            bool isBatchNext = _batch.Count > 0 && (_interactive.Count == 0 || _overtakes >= MaxOvertakes);
            LinkedList<TaskCompletionSource> queue = isBatchNext ? _batch : _interactive;
            _overtakes = isBatchNext || _batch.Count == 0 ? 0 : _overtakes + 1;
            if (queue.First is not { } next)
            {
                _free++;
                return;
            }

            queue.RemoveFirst();
            next.Value.SetResult();
        }
    }

    /// <summary>The right to run; returned on <see cref="Dispose"/>.</summary>
    public readonly struct Lease : IDisposable
    {
        private readonly AdmissionGate _gate;

        internal Lease(AdmissionGate gate) => _gate = gate;

        /// <inheritdoc/>
        public void Dispose() => _gate.Return();
    }
}
