namespace RoDLA.Imaging.Scheduling;

/// <summary>
/// Limits how much runs at once: leases, each with a weight, up to a capacity. Requests without one wait in one of two queues:
/// interactive requests, limited in number and time, go first; batch requests wait without limit, and one of them goes after every
/// <see cref="MaxOvertakes"/> interactive ones. Within a queue the order is kept, so that a heavy request is not overtaken for ever.
/// </summary>
/// <param name="capacity">Sum of the weights of all leases; a heavier request counts as this much and runs alone.</param>
/// <param name="queueLimit">Interactive requests that may wait.</param>
/// <param name="queueTimeout">How long an interactive request may wait.</param>
/// <param name="refuse">Makes the exception of a refusal from its reason and the time after which to try again.</param>
public sealed class AdmissionGate(long capacity, int queueLimit, TimeSpan queueTimeout, Func<string, TimeSpan, Exception> refuse)
{
    /// <summary>Interactive requests that may overtake the first batch request, so that a busy service does not stop its jobs.</summary>
    public const int MaxOvertakes = 16;

    private readonly Lock _lock = new();
    private readonly long _capacity = capacity;
    private readonly LinkedList<Request> _interactive = new();
    private readonly LinkedList<Request> _batch = new();
    private long _free = capacity;
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

    /// <summary>Sum of the weights of all leases now.</summary>
    public long InUse
    {
        get
        {
            lock (_lock)
            {
                return _capacity - _free;
            }
        }
    }

    /// <summary>Waits for a lease of weight 1; dispose the result to return it.</summary>
    /// <inheritdoc cref="AcquireAsync(RequestPriority, long, CancellationToken)"/>
    public ValueTask<Lease> AcquireAsync(RequestPriority priority, CancellationToken cancellationToken) =>
        AcquireAsync(priority, weight: 1, cancellationToken);

    /// <summary>Waits for a lease; dispose the result to return it.</summary>
    /// <param name="priority">In which queue to wait.</param>
    /// <param name="weight">What the lease takes of the capacity.</param>
    /// <param name="cancellationToken">Leaves the queue.</param>
    /// <exception cref="Exception">The refusal: the interactive queue is full, or the wait in it took too long.</exception>
    public ValueTask<Lease> AcquireAsync(RequestPriority priority, long weight, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Request request = new(Math.Min(weight, _capacity));
        bool isInteractive = priority == RequestPriority.Interactive;
        LinkedList<Request> queue = isInteractive ? _interactive : _batch;
        lock (_lock)
        {
            LinkedListNode<Request> node = queue.AddLast(request);
            Admit();
            if (request.IsAdmitted)
            {
                return ValueTask.FromResult(new Lease(this, request.Weight));
            }

            if (isInteractive && queue.Count > queueLimit)
            {
                queue.Remove(node);
                throw refuse($"All room is taken and {queueLimit} requests wait already. Try again later.", TimeSpan.FromSeconds(1));
            }
        }

        return WaitAsync(queue, request, isInteractive ? queueTimeout : Timeout.InfiniteTimeSpan, cancellationToken);
    }

    private async ValueTask<Lease> WaitAsync(
        LinkedList<Request> queue, Request request, TimeSpan limit, CancellationToken cancellationToken)
    {
        try
        {
            await request.Admission.WaitAsync(limit, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            // A request that got its lease in the same moment keeps it; otherwise the lease would be lost.
            if (TryLeave(queue, request))
            {
                throw e is TimeoutException
                    ? refuse(
                        $"No room came free in {limit.TotalSeconds:0.##} s. Try again later.",
                        TimeSpan.FromSeconds(Math.Ceiling(limit.TotalSeconds / 4)))
                    : e;
            }
        }

        return new Lease(this, request.Weight);
    }

    /// <summary>False when the request already has its lease.</summary>
    private bool TryLeave(LinkedList<Request> queue, Request request)
    {
        lock (_lock)
        {
            bool left = queue.Remove(request);

            // The one behind may be lighter.
            Admit();
            return left;
        }
    }

    private void Return(long weight)
    {
        lock (_lock)
        {
            _free += weight;
            Admit();
        }
    }

    /// <summary>Gives leases to the first requests, in order, while there is room.</summary>
    private void Admit()
    {
        while (true)
        {
            bool isBatchNext = _batch.Count > 0 && (_interactive.Count == 0 || _overtakes >= MaxOvertakes);
            LinkedList<Request> queue = isBatchNext ? _batch : _interactive;
            if (queue.First is not { } next || next.Value.Weight > _free)
            {
                return;
            }

            _overtakes = isBatchNext || _batch.Count == 0 ? 0 : _overtakes + 1;
            _free -= next.Value.Weight;
            queue.RemoveFirst();
            next.Value.Admit();
        }
    }

    /// <summary>The right to run; returned on <see cref="Dispose"/>, which must be called once.</summary>
    public readonly struct Lease : IDisposable
    {
        private readonly AdmissionGate? _gate;
        private readonly long _weight;

        internal Lease(AdmissionGate gate, long weight) => (_gate, _weight) = (gate, weight);

        /// <inheritdoc/>
        public void Dispose() => _gate?.Return(_weight);
    }

    private sealed class Request(long weight)
    {
        private readonly TaskCompletionSource _admission = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public long Weight { get; } = weight;

        public Task Admission => _admission.Task;

        public bool IsAdmitted => _admission.Task.IsCompleted;

        public void Admit() => _admission.SetResult();
    }
}
