namespace RoDLA.Imaging.Scheduling;

/// <summary>In which queue a request waits while all leases are taken.</summary>
public enum RequestPriority
{
    /// <summary>A client waits for the response: served first, and refused when the queue is full or the wait is too long.</summary>
    Interactive,

    /// <summary>
    /// An item of a job: served when no interactive request waits, or after a fixed number of them; waits without limit.
    /// </summary>
    Batch,
}
