using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Engine;

/// <summary>Tells those who asked that a job has ended.</summary>
public interface IJobNotifier
{
    /// <summary>
    /// Takes a job that has just ended, and returns at once; the telling goes on in the background. What was not told when the process
    /// ended is taken again at the next start, so that somebody may be told twice and nobody never.
    /// </summary>
    void Notify(JobSnapshot job);

    /// <summary>Why a new job cannot have <paramref name="notification"/>, for people; null when it can.</summary>
    string? WhyRefused(JobNotification notification);

    /// <summary>
    /// Who is told of a new job: the webhook that it names, or else the configured one, and apart from that the address that it names, or else the
    /// configured one.
    /// </summary>
    /// <param name="asked">Whom the job names; null for nobody.</param>
    /// <returns>What goes into the job's definition; null when nobody is told.</returns>
    JobNotification? WithDefaults(JobNotification? asked);

    /// <summary>How far the messages about the end of a job are; null when nobody is to be told, or it has not ended.</summary>
    NotificationStatus? Status(JobSnapshot job);
}
