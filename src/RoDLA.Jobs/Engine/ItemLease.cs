namespace RoDLA.Jobs.Engine;

/// <summary>The right of one worker to end one attempt at an image.</summary>
internal sealed class ItemLease(Job job, int index, int attempt, CancellationToken cancelled)
{
    /// <summary>The job.</summary>
    public Job Job { get; } = job;

    /// <summary>Index of the image, from 0.</summary>
    public int Index { get; } = index;

    /// <summary>Number of the attempt, from 1.</summary>
    public int Attempt { get; } = attempt;

    /// <summary>Cancelled with the job.</summary>
    public CancellationToken Cancelled { get; } = cancelled;

    /// <summary>Whether the lease was returned; the lock of the job guards it.</summary>
    internal bool IsReturned { get; set; }
}
