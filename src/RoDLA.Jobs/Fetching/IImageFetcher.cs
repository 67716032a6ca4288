namespace RoDLA.Jobs.Fetching;

/// <summary>Fetches images from addresses that strangers name, and reaches nothing but the public internet by it.</summary>
public interface IImageFetcher
{
    /// <summary>Why an address cannot be fetched from, told by its form alone; null when it may be tried.</summary>
    string? WhyRefused(string url);

    /// <summary>Copies what is at an address into <paramref name="destination"/>.</summary>
    /// <returns>Number of bytes.</returns>
    /// <exception cref="FetchException">It cannot be fetched.</exception>
    Task<long> FetchAsync(string url, Stream destination, CancellationToken cancellationToken);
}
