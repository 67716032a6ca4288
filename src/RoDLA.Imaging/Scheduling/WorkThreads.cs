using System.Collections.Concurrent;

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

    private readonly BlockingCollection<Task> _underWay = [];
    private readonly BlockingCollection<Task> _new = [];
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
    /// <param name="cancellationToken">Removes work that has not begun.</param>
    public Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        return s_isWorker
            ? Task.FromResult(work())
            : Task.Factory.StartNew(work, cancellationToken, TaskCreationOptions.DenyChildAttach, this);
    }

    /// <summary>Runs the first heavy work of a page: work that is under way goes before it.</summary>
    /// <inheritdoc cref="RunAsync" path="/param"/>
    public Task<T> RunNewAsync<T>(Func<T> work, CancellationToken cancellationToken) => Task.Factory.StartNew(
        work, cancellationToken, TaskCreationOptions.DenyChildAttach | TaskCreationOptions.PreferFairness, this);

    /// <summary>Offers work to a thread that is free; the caller does not wait for it.</summary>
    public void Offer(Action work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this);

    /// <inheritdoc/>
    protected override void QueueTask(Task task)
    {
        ArgumentNullException.ThrowIfNull(task);
        (task.CreationOptions.HasFlag(TaskCreationOptions.PreferFairness) ? _new : _underWay).Add(task);
    }

    /// <inheritdoc/>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => s_isWorker && TryExecuteTask(task);

    /// <inheritdoc/>
    protected override IEnumerable<Task> GetScheduledTasks() => [.. _underWay, .. _new];

    private void Work()
    {
        s_isWorker = true;
        BlockingCollection<Task>[] queues = [_underWay, _new];
        while (true)
        {
            BlockingCollection<Task>.TakeFromAny(queues, out Task? task);
            TryExecuteTask(task!);
        }
    }
}
