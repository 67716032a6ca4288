namespace RoDLA.Analysis.Perturbing;

/// <summary>How many pages may wait while one a processor is perturbed, and how long.</summary>
/// <param name="Waiting">Pages that may wait; one more is refused.</param>
/// <param name="Timeout">How long a page may wait before it is refused.</param>
public sealed record PerturberLimits(int Waiting, TimeSpan Timeout);
