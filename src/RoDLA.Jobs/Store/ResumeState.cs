using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Store;

/// <summary>The part of a record that the engine resumes a job from.</summary>
/// <param name="Version">Version of the job; the record includes journal lines up to it.</param>
/// <param name="Definition">The job as accepted.</param>
/// <param name="Items">Its images, in order.</param>
internal sealed record ResumeState(long Version, JobDefinition Definition, IReadOnlyList<ItemRecord> Items);
