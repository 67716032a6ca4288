using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Fetching;

/// <summary>Something could not be fetched.</summary>
/// <param name="category">Why, for programs: <see cref="ErrorCategory.AddressRefused"/>, <see cref="ErrorCategory.DownloadRefused"/>, <see cref="ErrorCategory.DownloadFailed"/>, <see cref="ErrorCategory.TimedOut"/>, <see cref="ErrorCategory.OverLimit"/> or <see cref="ErrorCategory.BadImage"/>.</param>
/// <param name="message">Why, for people; says nothing of what is inside the service's own network.</param>
/// <param name="inner">The cause, for the log.</param>
public sealed class FetchException(ErrorCategory category, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Why, for programs.</summary>
    public ErrorCategory Category { get; } = category;

    /// <summary>Whether it is refused for what its host's name stands for now, which may be something else later; the address itself is not at fault.</summary>
    public bool IsForItsHost { get; init; }
}
