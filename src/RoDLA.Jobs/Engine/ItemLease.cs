namespace RoDLA.Jobs.Engine;

/// <summary>The right of one worker to end one attempt at an image.</summary>
internal sealed class ItemLease(Job job, int index, int attempt, CancellationToken cancelled)
{
    public Job Job { get; } = job;

    public int Index { get; } = index;

    public int Attempt { get; } = attempt;

    public CancellationToken Cancelled { get; } = cancelled;

    /// <summary>Whether the lease was returned; the lock of the job guards it.</summary>
    internal bool IsReturned { get; set; }
}
