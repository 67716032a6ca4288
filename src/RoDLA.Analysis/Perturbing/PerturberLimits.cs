namespace RoDLA.Analysis.Perturbing;

/// <summary>How many pages may wait while one a processor is perturbed, and how long.</summary>
/// <param name="Waiting">Pages that may wait; one more is turned away.</param>
/// <param name="Timeout">How long a page may wait before it is turned away.</param>
public sealed record PerturberLimits(int Waiting, TimeSpan Timeout);
