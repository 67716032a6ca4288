namespace RoDLA.Jobs.Model;

/// <summary>Counts, speed and estimates of a job.</summary>
/// <param name="Total">Images in the job.</param>
/// <param name="Successful">Images that succeeded.</param>
/// <param name="Failed">Images that failed.</param>
/// <param name="Cancelled">Images that were cancelled.</param>
public sealed record JobProgress(int Total, int Successful, int Failed, int Cancelled)
{
    /// <summary>Images in a final state.</summary>
    public int Current => Successful + Failed + Cancelled;

    /// <summary>Images that are not in a final state.</summary>
    public int Remaining => Total - Current;

    /// <summary>Share of the images in a final state, 0 to 100, 2 decimals.</summary>
    public double Percentage => Total == 0 ? 0 : Math.Round(100.0 * Current / Total, 2);

    /// <summary>Successful share of the images that succeeded or failed, 0 to 100, 2 decimals; null before the first.</summary>
    public double? SuccessRate => Successful + Failed == 0 ? null : Math.Round(100.0 * Successful / (Successful + Failed), 2);

    /// <summary>Number of unfinished jobs before this one; 0 once it is processed.</summary>
    public int QueuePosition { get; init; }

    /// <summary>Current speed in images a minute, 1 decimal; null before the first.</summary>
    public double? ImagesPerMinute { get; init; }

    /// <summary>Estimated seconds until the end, jobs before it included; null when unknown, 0 at the end.</summary>
    public double? SecondsLeft { get; init; }

    /// <summary>Whether the job waits because the disk is full; it continues by itself.</summary>
    public bool WaitsForDisk { get; init; }

    /// <summary>The last image that failed; null for none.</summary>
    public ItemFailure? LastFailure { get; init; }

    /// <summary>The progress of a job with these images.</summary>
    internal static JobProgress Of(JobDefinition job, IReadOnlyList<ItemRecord> items)
    {
        int last = Enumerable.Range(0, items.Count)
            .Where(i => items[i].State == ItemState.Failed).OrderBy(i => items[i].EndedAt).LastOrDefault(-1);
        return new JobProgress(items.Count, Count(ItemState.Success), Count(ItemState.Failed), Count(ItemState.Cancelled))
        {
            LastFailure = last < 0 ? null : ItemFailure.Of(job, last, items[last]),
        };

        int Count(ItemState state) => items.Count(i => i.State == state);
    }

    /// <summary>The counts after one image went from a state to another.</summary>
    internal JobProgress Moved(ItemState from, ItemState to) => Plus(from, -1).Plus(to, 1);

    private JobProgress Plus(ItemState state, int n) => state switch
    {
        ItemState.Success => this with { Successful = Successful + n },
        ItemState.Failed => this with { Failed = Failed + n },
        ItemState.Cancelled => this with { Cancelled = Cancelled + n },
        _ => this,
    };
}
