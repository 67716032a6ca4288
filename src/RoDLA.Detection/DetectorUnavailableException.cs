namespace RoDLA.Detection;

/// <summary>The detector cannot take this request now; trying again later may work.</summary>
/// <param name="message">What to tell the caller.</param>
/// <param name="retryAfter">When to try again.</param>
public sealed class DetectorUnavailableException(string message, TimeSpan retryAfter) : Exception(message)
{
    /// <summary>When to try again.</summary>
    public TimeSpan RetryAfter { get; } = retryAfter;
}
