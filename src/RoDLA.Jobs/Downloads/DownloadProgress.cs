namespace RoDLA.Jobs.Downloads;

/// <summary>How far a download is.</summary>
/// <param name="Done">Bytes that are on the disk.</param>
/// <param name="Total">Bytes of the file; null when the host does not say.</param>
public readonly record struct DownloadProgress(long Done, long? Total);
