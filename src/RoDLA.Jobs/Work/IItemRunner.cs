using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Work;

/// <summary>Does the work of an image.</summary>
internal interface IItemRunner
{
    /// <summary>Processes an image and stores its result.</summary>
    Task<ItemResult> RunAsync(JobDefinition job, int index, CancellationToken cancellationToken);

    /// <summary>Removes the result of an image whose end was refused.</summary>
    void RemoveResult(JobDefinition job, int index);
}
