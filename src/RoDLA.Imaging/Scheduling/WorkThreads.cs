using System.Collections.Concurrent;

namespace RoDLA.Imaging.Scheduling;

/// <summary>
/// Threads for heavy work: decoding, perturbing, inference, analysis, drawing, encoding. They are as many as cores and no others, so
/// that the thread pool stays free for short answers such as liveness and status; on Linux they yield the processor to it.
/// </summary>
public sealed partial class WorkThreads : TaskScheduler
{
    private const int CurrentThread = 0;
    private const int Process = 0;
    private const int Niceness = 5;

    [ThreadStatic]
    private static bool s_isWorker;

    private readonly BlockingCollection<Task> _tasks = [];
    private readonly int _threads;

    /// <summary>Starts the threads.</summary>
    public WorkThreads(int threads)
    {
        _threads = threads;
        for (int i = 0; i < threads; i++)
        {
            new Thread(Work) { IsBackground = true, Name = $"RoDLA work {i + 1}" }.Start();
        }
    }

    /// <summary>The threads of the process.</summary>
    public static WorkThreads Shared { get; } = new(Math.Max(2, Environment.ProcessorCount));

    /// <inheritdoc/>
    public override int MaximumConcurrencyLevel => _threads;

    /// <summary>Runs heavy work, in order of arrival; at once when the caller is one of the threads.</summary>
    /// <param name="work">It must not wait for other work.</param>
    /// <param name="cancellationToken">Removes work that has not begun.</param>
    public Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        return s_isWorker
            ? Task.FromResult(work())
            : Task.Factory.StartNew(work, cancellationToken, TaskCreationOptions.DenyChildAttach, this);
    }

    /// <inheritdoc/>
    protected override void QueueTask(Task task) => _tasks.Add(task);

    /// <inheritdoc/>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => s_isWorker && TryExecuteTask(task);

    /// <inheritdoc/>
    protected override IEnumerable<Task> GetScheduledTasks() => _tasks;

    private void Work()
    {
        s_isWorker = true;
        if (OperatingSystem.IsLinux())
        {
            // For a thread on Linux; .NET's own thread priorities do nothing there.
            _ = SetPriority(Process, CurrentThread, Niceness);
        }

        foreach (Task task in _tasks.GetConsumingEnumerable())
        {
            TryExecuteTask(task);
        }
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, int who, int priority);
}
