namespace RoDLA.Jobs.Downloads;

/// <summary>A file could not be downloaded.</summary>
/// <param name="message">What happened, and what to do.</param>
/// <param name="inner">Cause for the log.</param>
public sealed class DownloadException(string message, Exception? inner = null) : IOException(message, inner);
