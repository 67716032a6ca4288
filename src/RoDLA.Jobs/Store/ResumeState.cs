using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Store;

/// <summary>What is needed to go on with a job after the process has ended.</summary>
/// <param name="Version">The job's version; lines of the journal up to this one are in here already.</param>
/// <param name="Definition">The job as it was accepted.</param>
/// <param name="Items">Its images, in order.</param>
internal sealed record ResumeState(long Version, JobDefinition Definition, IReadOnlyList<ItemRecord> Items);
