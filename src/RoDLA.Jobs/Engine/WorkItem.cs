namespace RoDLA.Jobs.Engine;

/// <summary>An image that waits for a worker.</summary>
internal readonly record struct WorkItem(Job Job, int Index);
