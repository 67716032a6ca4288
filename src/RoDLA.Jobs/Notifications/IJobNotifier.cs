using RoDLA.Jobs.Engine;

namespace RoDLA.Jobs.Notifications;

/// <summary>Tells those who asked that a job has ended.</summary>
public interface IJobNotifier
{
    /// <summary>
    /// Takes a job that has just ended, and returns at once; the telling goes on in the background. What was not told when the process
    /// ended is taken again at the next start, so that somebody may be told twice and nobody never.
    /// </summary>
    void Notify(JobSnapshot job);
}
