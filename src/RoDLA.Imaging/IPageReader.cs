namespace RoDLA.Imaging;

/// <summary>Opens page images and PDFs.</summary>
public interface IPageReader
{
    /// <summary>Reads format, size and page count from the header alone, and refuses what is over the limits.</summary>
    /// <exception cref="ImageException">The bytes are not readable, or over a limit.</exception>
    ValueTask<OpenDocument> OpenAsync(DocumentSource source, CancellationToken cancellationToken);
}
