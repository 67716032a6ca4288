namespace RoDLA.Analysis.Perturbing;

/// <summary>As many pages as may are being perturbed or wait for it; trying again later may work.</summary>
/// <param name="message">What to tell the caller.</param>
/// <param name="retryAfter">When to try again.</param>
public sealed class PerturberBusyException(string message, TimeSpan retryAfter) : Exception(message)
{
    /// <summary>When to try again.</summary>
    public TimeSpan RetryAfter { get; } = retryAfter;
}
