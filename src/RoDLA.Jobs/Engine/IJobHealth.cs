namespace RoDLA.Jobs.Engine;

/// <summary>Whether jobs are worked on.</summary>
public interface IJobHealth
{
    /// <summary>Why no job can be taken now: jobs of before are being read, or the workers have died; null when one can.</summary>
    string? WhyNotReady { get; }

    /// <summary>Whether jobs of before are being read: one that is not there may be there in a moment.</summary>
    bool IsStarting { get; }

    /// <summary>Whether the workers have died; the process ends then.</summary>
    bool HasFailed { get; }
}
