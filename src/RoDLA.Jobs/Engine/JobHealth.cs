using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Engine;

/// <summary>Phase of the job engine; it never returns to an earlier one.</summary>
internal sealed class JobHealth : IJobHealth
{
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Phase _phase;
    private volatile int _workers;

    private enum Phase
    {
        Starting,
        Ready,
        Stopping,
        Failed,
    }

    public string? WhyNotReady => _phase switch
    {
        Phase.Starting => "The service is loading its stored jobs.",
        Phase.Ready => null,
        Phase.Stopping => "The service is stopping.",
        _ => "The job workers have failed; the service stops.",
    };

    public bool IsStarting => _phase == Phase.Starting;

    public bool HasFailed => _phase == Phase.Failed;

    public int Workers
    {
        get => _workers;
        set => _workers = value;
    }

    public Task WhenStarted => _started.Task;

    public void Started()
    {
        MoveTo(Phase.Ready);
        if (_phase == Phase.Ready)
        {
            _started.TrySetResult();
        }
    }

    public void Stopping() => MoveTo(Phase.Stopping);

    public void Failed() => MoveTo(Phase.Failed);

    /// <summary>Refuses a job when none can be accepted.</summary>
    /// <exception cref="JobRefusedException">The engine is starting, stopping or has failed.</exception>
    public void ThrowIfNotReady()
    {
        if (WhyNotReady is { } reason)
        {
            throw new JobRefusedException(IsStarting ? RefusalReason.Starting : RefusalReason.Stopping, reason)
            {
                RetryAfter = TimeSpan.FromSeconds(2),
            };
        }
    }

    private void MoveTo(Phase phase)
    {
        lock (_lock)
        {
            _phase = phase > _phase ? phase : _phase;
        }
    }
}
