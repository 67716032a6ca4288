namespace RoDLA.Jobs.Engine;

/// <summary>An image in the hands of one worker; nothing but this may end that attempt.</summary>
/// <param name="job">The job.</param>
/// <param name="index">The image, from 0.</param>
/// <param name="attempt">Number of the attempt, from 1.</param>
/// <param name="cancelled">The job was cancelled.</param>
internal sealed class ItemLease(Job job, int index, int attempt, CancellationToken cancelled)
{
    /// <summary>The job.</summary>
    public Job Job { get; } = job;

    /// <summary>The image, from 0.</summary>
    public int Index { get; } = index;

    /// <summary>Number of the attempt, from 1.</summary>
    public int Attempt { get; } = attempt;

    /// <summary>The job was cancelled.</summary>
    public CancellationToken Cancelled { get; } = cancelled;

    /// <summary>Whether the attempt has ended; the job's lock guards it.</summary>
    internal bool HasEnded { get; set; }
}
