namespace RoDLA.Analysis.Charts.Batch;

/// <summary>Outcome of an image of a batch.</summary>
public enum BatchOutcome
{
    /// <summary>It has a result.</summary>
    Succeeded,

    /// <summary>It failed.</summary>
    Failed,

    /// <summary>It was cancelled.</summary>
    Cancelled,
}
