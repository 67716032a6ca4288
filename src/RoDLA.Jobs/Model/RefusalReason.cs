namespace RoDLA.Jobs.Model;

/// <summary>Why a job cannot be taken now.</summary>
public enum RefusalReason
{
    /// <summary>Too many images wait already.</summary>
    QueueFull,

    /// <summary>Too little of the disk, or of the share of it that jobs may use, is left.</summary>
    DiskFull,

    /// <summary>The service is stopping, or its job workers have died.</summary>
    Stopping,

    /// <summary>The service has just been started, and reads the jobs of before.</summary>
    Starting,
}
