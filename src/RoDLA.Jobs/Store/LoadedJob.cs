using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Store;

/// <summary>A job loaded from disk.</summary>
/// <param name="Job">Its record with the journal applied; persisted when the record has its end.</param>
/// <param name="JournalLength">Length of the journal's complete lines in bytes.</param>
internal sealed record LoadedJob(JobSnapshot Job, long JournalLength);
