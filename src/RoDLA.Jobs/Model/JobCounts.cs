namespace RoDLA.Jobs.Model;

/// <summary>How many images of a job are in which state.</summary>
internal readonly record struct JobCounts(int Successful, int Failed, int Cancelled)
{
    /// <summary>Images that are done.</summary>
    public int Done => Successful + Failed + Cancelled;

    /// <summary>The counts of a list.</summary>
    public static JobCounts Of(IEnumerable<ItemRecord> items) => items.Aggregate(default(JobCounts), (counts, i) => counts.Plus(i.State, 1));

    /// <summary>The counts after one image went from a state to another.</summary>
    public JobCounts Moved(ItemState from, ItemState to) => Plus(from, -1).Plus(to, 1);

    private JobCounts Plus(ItemState state, int n) => state switch
    {
        ItemState.Success => this with { Successful = Successful + n },
        ItemState.Failed => this with { Failed = Failed + n },
        ItemState.Cancelled => this with { Cancelled = Cancelled + n },
        _ => this,
    };
}
