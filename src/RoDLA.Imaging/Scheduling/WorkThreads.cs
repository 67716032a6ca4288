namespace RoDLA.Imaging.Scheduling;

/// <summary>
/// Threads for heavy work: decoding, perturbing, inference, analysis, drawing, encoding. They are as many as cores, so that the thread
/// pool stays free for short answers such as liveness and status. Work that is under way goes before pages that are not decoded yet:
/// they would only fill the memory.
/// </summary>
public sealed class WorkThreads : TaskScheduler
{
    [ThreadStatic]
    private static bool s_isWorker;

    // No Lock: the threads wait on it.
    private readonly object _lock = new();
    private readonly LinkedList<Task> _underWay = new();
    private readonly LinkedList<Task> _new = new();
    private readonly int _threads;

    /// <summary>Starts the threads.</summary>
    public WorkThreads(int threads)
    {
        _threads = threads;
        for (int i = 1; i <= threads; i++)
        {
            new Thread(Work) { IsBackground = true, Name = $"RoDLA work {i}" }.Start();
        }
    }

    /// <summary>The threads of the process.</summary>
    public static WorkThreads Shared { get; } = new(Math.Max(2, Environment.ProcessorCount));

    /// <inheritdoc/>
    public override int MaximumConcurrencyLevel => _threads;

    /// <summary>Runs heavy work; at once when the caller is one of the threads.</summary>
    /// <param name="work">It must not wait for other work.</param>
    /// <param name="cancellationToken">Removes work that has not begun, at once.</param>
    public Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        return s_isWorker
            ? Task.FromResult(work())
            : Queue(work, TaskCreationOptions.None, cancellationToken);
    }

    /// <summary>Runs the first heavy work of a page: work that is under way goes before it.</summary>
    /// <inheritdoc cref="RunAsync" path="/param"/>
    public Task<T> RunNewAsync<T>(Func<T> work, CancellationToken cancellationToken) =>
        Queue(work, TaskCreationOptions.PreferFairness, cancellationToken);

    /// <summary>Offers work to a thread that is free; the caller does not wait for it.</summary>
    public void Offer(Action work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this);

    /// <inheritdoc/>
    protected override void QueueTask(Task task)
    {
        ArgumentNullException.ThrowIfNull(task);
        lock (_lock)
        {
            QueueOf(task).AddLast(task);
            Monitor.Pulse(_lock);
        }
    }

    /// <inheritdoc/>
    /// <remarks>Cancellation removes a task through this.</remarks>
    protected override bool TryDequeue(Task task)
    {
        ArgumentNullException.ThrowIfNull(task);
        lock (_lock)
        {
            return QueueOf(task).Remove(task);
        }
    }

    /// <inheritdoc/>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        s_isWorker && (!taskWasPreviouslyQueued || TryDequeue(task)) && TryExecuteTask(task);

    /// <inheritdoc/>
    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_lock)
        {
            return [.. _underWay, .. _new];
        }
    }

    // Unlike StartNew, a task that is started this way leaves the queue when it is cancelled.
    private Task<T> Queue<T>(Func<T> work, TaskCreationOptions options, CancellationToken cancellationToken)
    {
        Task<T> task = new(work, cancellationToken, options | TaskCreationOptions.DenyChildAttach);
        try
        {
            task.Start(this);
        }
        catch (InvalidOperationException) when (task.IsCanceled)
        {
            // Cancelled before it was queued.
        }

        return task;
    }

    private LinkedList<Task> QueueOf(Task task) => task.CreationOptions.HasFlag(TaskCreationOptions.PreferFairness) ? _new : _underWay;

    private void Work()
    {
        s_isWorker = true;
        while (true)
        {
            TryExecuteTask(TakeNext());
        }
    }

    private Task TakeNext()
    {
        lock (_lock)
        {
            while (_underWay.Count + _new.Count == 0)
            {
                Monitor.Wait(_lock);
            }

            LinkedList<Task> queue = _underWay.Count > 0 ? _underWay : _new;
            Task next = queue.First!.Value;
            queue.RemoveFirst();
            return next;
        }
    }
}
