namespace RoDLA.Jobs.Engine;

/// <summary>Readiness of the job engine.</summary>
public interface IJobHealth
{
    /// <summary>Why no job can be accepted now; null when one can.</summary>
    string? WhyNotReady { get; }

    /// <summary>Whether stored jobs are being loaded; a job that is not found may be found soon.</summary>
    bool IsStarting { get; }

    /// <summary>Whether the workers failed; the process then stops.</summary>
    bool HasFailed { get; }

    /// <summary>Workers that take images of jobs; 0 before they start and after they end.</summary>
    int Workers { get; }

    /// <summary>Completes when all stored jobs are loaded; never when the service stops first.</summary>
    Task WhenStarted { get; }
}
