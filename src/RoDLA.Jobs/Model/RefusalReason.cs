namespace RoDLA.Jobs.Model;

/// <summary>Why a job cannot be accepted now.</summary>
public enum RefusalReason
{
    /// <summary>The queue has no room for its images.</summary>
    QueueFull,

    /// <summary>The disk, or the quota of jobs on it, is full.</summary>
    DiskFull,

    /// <summary>The service is stopping, or its workers have failed.</summary>
    Stopping,

    /// <summary>The service has just started and is loading stored jobs.</summary>
    Starting,
}
