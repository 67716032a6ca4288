namespace RoDLA.Jobs.Engine;

/// <summary>
/// Images that wait for a worker, in the order of their priority and then of their arrival; those that run alone after the others, or when
/// they have waited for ten minutes.
/// </summary>
internal interface IWorkQueue
{
    /// <summary>Reserved places: images that are not final.</summary>
    int Count { get; }

    /// <summary>Reserves places for the images of a job until <see cref="Release"/>; false when there are not enough.</summary>
    /// <param name="images">Number of images.</param>
    /// <param name="force">Reserves them over the limit, for jobs that were accepted before a restart.</param>
    bool TryReserve(int images, bool force = false);

    /// <summary>Releases places of images that are final.</summary>
    void Release(int images);

    /// <summary>Adds images of a job that has not begun: now, or all at a later time.</summary>
    void Add(IReadOnlyList<WorkItem> items, DateTimeOffset? notBefore = null);

    /// <summary>Adds an image that waited before: now or at a later time, before those of its priority that never began.</summary>
    void AddAgain(WorkItem item, DateTimeOffset? notBefore = null);

    /// <summary>Removes the waiting images of a job.</summary>
    void Remove(Job job);

    /// <summary>Waits for the next image and takes it.</summary>
    ValueTask<WorkItem> TakeAsync(CancellationToken cancellationToken);
}
