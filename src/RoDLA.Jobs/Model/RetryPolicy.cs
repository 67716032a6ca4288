namespace RoDLA.Jobs.Model;

/// <summary>Concurrency and retries of the images of a job.</summary>
/// <param name="MaxConcurrent">Most images of the job at a time; null for the number of workers.</param>
/// <param name="MaxRetries">Attempts after the first, for transient errors.</param>
/// <param name="RetryDelay">Wait before the first retry; <see cref="ExponentialBackoff.ForItems"/> has the others.</param>
public sealed record RetryPolicy(int? MaxConcurrent, int MaxRetries, TimeSpan RetryDelay);
