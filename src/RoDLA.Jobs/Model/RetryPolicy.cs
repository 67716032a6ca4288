namespace RoDLA.Jobs.Model;

/// <summary>How often and how fast the images of a job are tried.</summary>
/// <param name="MaxConcurrent">Images of the job at once; null for as many as there are workers.</param>
/// <param name="MaxRetries">Attempts after the first, for faults that may pass.</param>
/// <param name="RetryDelay">Wait before the first retry; it doubles with each, and is shaken by up to a quarter.</param>
public sealed record RetryPolicy(int? MaxConcurrent, int MaxRetries, TimeSpan RetryDelay);
