namespace RoDLA.Jobs.Fetching;

/// <summary>Fetches images by URLs from clients, which reach only the public internet and trusted hosts.</summary>
public interface IImageFetcher
{
    /// <summary>Why a URL is refused by its form; null when it may be fetched.</summary>
    string? WhyRefused(string url);

    /// <summary>Copies the content of a URL to <paramref name="destination"/>.</summary>
    /// <returns>Number of bytes.</returns>
    /// <exception cref="FetchException">It cannot be fetched.</exception>
    Task<long> FetchAsync(string url, Stream destination, CancellationToken cancellationToken);
}
