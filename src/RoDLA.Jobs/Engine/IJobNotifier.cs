using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Engine;

/// <summary>Sends notifications about the end of jobs.</summary>
public interface IJobNotifier
{
    /// <summary>
    /// Queues the notifications of a finished job and returns at once. Those that were not delivered when the process ended are sent after
    /// the next start, under the same delivery id: at least once.
    /// </summary>
    void Notify(JobSnapshot job);

    /// <summary>Why a new job must not have these recipients, for users; null when it may.</summary>
    string? WhyRefused(JobNotification notification);

    /// <summary>The recipients of a new job: its own webhook and address, or the configured ones where it has none.</summary>
    /// <param name="requested">Recipients that the job names; null for none.</param>
    /// <returns>Null when there are none.</returns>
    JobNotification? WithDefaults(JobNotification? requested);

    /// <summary>Delivery of the notifications of a job; null when it is not final or has no recipients.</summary>
    NotificationStatus? Status(JobSnapshot job);

    /// <summary>Drops the state of jobs that were removed.</summary>
    void Prune();
}
