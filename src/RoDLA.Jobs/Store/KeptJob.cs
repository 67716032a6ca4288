using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Store;

/// <summary>A job as the last process left it.</summary>
/// <param name="Job">The job, record and journal put together; its version is that of the last change.</param>
/// <param name="IsSettled">Whether it has ended, and its record says so.</param>
/// <param name="JournalLength">Bytes of the journal that are whole lines.</param>
internal sealed record KeptJob(JobSnapshot Job, bool IsSettled, long JournalLength);
