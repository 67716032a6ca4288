namespace RoDLA.Jobs.Downloads;

/// <summary>Downloads large files; a connection that breaks is taken up where it was.</summary>
public interface IFileDownloader
{
    /// <summary>Downloads a file.</summary>
    /// <param name="url">Its address; only addresses that the service may call.</param>
    /// <param name="path">Where to write it.</param>
    /// <param name="report">Receives the progress.</param>
    /// <param name="cancellationToken">Stops the download.</param>
    /// <exception cref="DownloadException">It failed; what was written stays for the caller to remove.</exception>
    Task DownloadAsync(string url, string path, Action<DownloadProgress> report, CancellationToken cancellationToken);
}
