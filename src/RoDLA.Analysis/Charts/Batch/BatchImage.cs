namespace RoDLA.Analysis.Charts.Batch;

/// <summary>One image of a batch, as the charts see it.</summary>
/// <param name="Name">The sender's name for it.</param>
/// <param name="Outcome">What became of it.</param>
public sealed record BatchImage(string Name, BatchOutcome Outcome)
{
    /// <summary>Kind of failure in a few words; null when it did not fail.</summary>
    public string? Failure { get; init; }

    /// <summary>Number of detections.</summary>
    public int Detections { get; init; }

    /// <summary>Their mean confidence.</summary>
    public double AverageConfidence { get; init; }

    /// <summary>Seconds that it took.</summary>
    public double Seconds { get; init; }
}
