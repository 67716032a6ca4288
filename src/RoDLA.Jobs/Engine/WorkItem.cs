namespace RoDLA.Jobs.Engine;

/// <summary>An image that waits for a worker.</summary>
/// <param name="Job">Its job.</param>
/// <param name="Index">Its index in the job, from 0.</param>
internal readonly record struct WorkItem(Job Job, int Index);
