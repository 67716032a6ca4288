namespace RoDLA.Jobs.Engine;

/// <summary>An image that waits for a worker.</summary>
internal readonly record struct WorkItem(Job Job, int Index)
{
    /// <summary>
    /// Whether it may have crashed the process: it is processed alone, so that another crash has one possible cause, and after all others,
    /// so that a process that is killed again and again does not begin with the same image each time.
    /// </summary>
    public bool RunsAlone => Job.Snapshot.Items[Index].IsCrashCandidate;
}
