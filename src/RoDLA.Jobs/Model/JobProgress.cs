namespace RoDLA.Jobs.Model;

/// <summary>How far a job is.</summary>
/// <param name="Total">Images in the job.</param>
/// <param name="Successful">Images that succeeded.</param>
/// <param name="Failed">Images that were given up.</param>
/// <param name="Cancelled">Images that were cancelled.</param>
public sealed record JobProgress(int Total, int Successful, int Failed, int Cancelled)
{
    /// <summary>Images that are done, one way or the other.</summary>
    public int Current => Successful + Failed + Cancelled;

    /// <summary>Images that are not done.</summary>
    internal int Remaining => Total - Current;

    /// <summary>Share of the images that are done, 0 to 100, 2 decimals.</summary>
    public double Percentage => Total == 0 ? 0 : Math.Round(100.0 * Current / Total, 2);

    /// <summary>Share of the finished images that succeeded, 0 to 100, 2 decimals; null before the first.</summary>
    public double? SuccessRate => Successful + Failed == 0 ? null : Math.Round(100.0 * Successful / (Successful + Failed), 2);

    /// <summary>Unfinished jobs that go before this one; 0 when it is worked on, or ended.</summary>
    public int QueuePosition { get; init; }

    /// <summary>Images a minute lately, 1 decimal; null before the first.</summary>
    public double? ImagesPerMinute { get; init; }

    /// <summary>Seconds until the end at the present speed, what goes before it included; null when nothing is known yet, 0 at the end.</summary>
    public double? SecondsLeft { get; init; }

    /// <summary>The last image that failed; null when none did.</summary>
    public LastFailure? LastFailure { get; init; }

    /// <summary>How far a job with these images is.</summary>
    internal static JobProgress Of(JobDefinition job, IReadOnlyList<ItemRecord> items)
    {
        JobCounts counts = JobCounts.Of(items);
        int last = -1;
        for (int i = 0; i < items.Count; i++)
        {
            if (items[i].State == ItemState.Failed && (last < 0 || items[i].EndedAt >= items[last].EndedAt))
            {
                last = i;
            }
        }

        return new JobProgress(items.Count, counts.Successful, counts.Failed, counts.Cancelled)
        {
            LastFailure = last < 0 ? null : LastFailure.Of(job, last, items[last]),
        };
    }
}
