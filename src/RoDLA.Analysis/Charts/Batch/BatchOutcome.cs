namespace RoDLA.Analysis.Charts.Batch;

/// <summary>What became of an image of a batch.</summary>
public enum BatchOutcome
{
    /// <summary>It has a result.</summary>
    Succeeded,

    /// <summary>It was given up.</summary>
    Failed,

    /// <summary>It was cancelled.</summary>
    Cancelled,
}
