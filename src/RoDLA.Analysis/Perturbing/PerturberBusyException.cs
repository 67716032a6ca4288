namespace RoDLA.Analysis.Perturbing;

/// <summary>The queue of pages to be perturbed is full; a later attempt may succeed.</summary>
/// <param name="message">Message for the client.</param>
/// <param name="retryAfter">When to try again.</param>
public sealed class PerturberBusyException(string message, TimeSpan retryAfter) : Exception(message)
{
    /// <summary>When to try again.</summary>
    public TimeSpan RetryAfter { get; } = retryAfter;
}
