using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Engine;

/// <summary>The state of the engine as a whole; it never goes back to an earlier one.</summary>
internal sealed class JobHealth : IJobHealth
{
    private readonly Lock _lock = new();
    private volatile Phase _phase;

    private enum Phase
    {
        Starting,
        Ready,
        Stopping,
        Failed,
    }

    /// <inheritdoc/>
    public string? WhyNotReady => _phase switch
    {
        Phase.Starting => "The jobs of before are being read.",
        Phase.Ready => null,
        Phase.Stopping => "The service is stopping.",
        _ => "The workers of the jobs have died; the service ends.",
    };

    /// <inheritdoc/>
    public bool IsStarting => _phase == Phase.Starting;

    /// <inheritdoc/>
    public bool HasFailed => _phase == Phase.Failed;

    /// <summary>The jobs of before are there.</summary>
    public void Started() => GoOn(Phase.Ready);

    /// <summary>The service was told to stop.</summary>
    public void Stopping() => GoOn(Phase.Stopping);

    /// <summary>Something died that must not.</summary>
    public void Failed() => GoOn(Phase.Failed);

    /// <summary>Refuses when no job can be taken.</summary>
    /// <exception cref="JobRefusedException">It is starting, stopping or failing.</exception>
    public void ThrowIfNotReady()
    {
        if (WhyNotReady is { } reason)
        {
            throw Refusal(reason);
        }
    }

    private void GoOn(Phase to)
    {
        lock (_lock)
        {
            _phase = to > _phase ? to : _phase;
        }
    }

    private JobRefusedException Refusal(string reason) =>
        new(IsStarting ? RefusalReason.Starting : RefusalReason.Stopping, reason) { RetryAfter = TimeSpan.FromSeconds(2) };
}
