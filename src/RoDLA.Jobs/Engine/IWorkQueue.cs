using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Engine;

/// <summary>Images that wait for a worker: jobs of a higher priority first, among equals the one that came first.</summary>
internal interface IWorkQueue
{
    /// <summary>Images that have a place and are not done.</summary>
    int Count { get; }

    /// <summary>Takes places for the images of a job, until <see cref="Release"/>; false when there are not as many.</summary>
    /// <param name="images">Number of images.</param>
    /// <param name="force">Takes them in any case, for jobs that were accepted before a restart.</param>
    bool TryReserve(int images, bool force = false);

    /// <summary>Gives places back: so many images are done.</summary>
    void Release(int images);

    /// <summary>An image waits from now on, behind those of its priority.</summary>
    void Add(WorkItem item);

    /// <summary>An image that waited before waits from now on, in front of those of its priority that never began.</summary>
    void AddAgain(WorkItem item);

    /// <summary>An image that waited before waits from a time on, in front of those of its priority that never began.</summary>
    void AddLater(WorkItem item, DateTimeOffset notBefore);

    /// <summary>Forgets the images of a job that wait.</summary>
    void Forget(string jobId, JobPriority priority);

    /// <summary>The next image, once there is one.</summary>
    ValueTask<WorkItem> TakeAsync(CancellationToken cancellationToken);
}
