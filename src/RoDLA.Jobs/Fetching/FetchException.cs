using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Fetching;

/// <summary>A URL could not be fetched.</summary>
/// <param name="category">
/// Error code: <see cref="ErrorCategory.AddressRefused"/>, <see cref="ErrorCategory.DownloadRefused"/>, <see
/// cref="ErrorCategory.DownloadFailed"/>, <see cref="ErrorCategory.TimedOut"/>, <see cref="ErrorCategory.OverLimit"/> or <see
/// cref="ErrorCategory.BadImage"/>.
/// </param>
/// <param name="message">Error message for users, without details of the service's own network.</param>
/// <param name="inner">Cause for the log.</param>
public sealed class FetchException(ErrorCategory category, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Error code for programs.</summary>
    public ErrorCategory Category { get; } = category;

    /// <summary>Whether it is refused for the current IP address of its host, which may change; the URL itself is valid.</summary>
    public bool IsForItsHost { get; init; }
}
