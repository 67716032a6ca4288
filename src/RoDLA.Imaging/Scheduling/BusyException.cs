namespace RoDLA.Imaging.Scheduling;

/// <summary>The service has no room for this request now; a later attempt may succeed.</summary>
/// <param name="message">The reason; shown to the client.</param>
/// <param name="retryAfter">When to try again.</param>
public sealed class BusyException(string message, TimeSpan retryAfter) : Exception(message)
{
    /// <summary>When to try again.</summary>
    public TimeSpan RetryAfter { get; } = retryAfter;
}
