namespace RoDLA.Imaging;

/// <summary>Reads page images and PDFs: header first, then pixels.</summary>
public interface IPageReader
{
    /// <summary>Tells format, size and page count from the header alone, and refuses what is over the limits.</summary>
    /// <exception cref="ImageException">The bytes are not readable, or over a limit.</exception>
    ValueTask<DocumentInfo> InspectAsync(DocumentSource source, CancellationToken cancellationToken);

    /// <summary>Decodes one page to sRGB, upright, transparency on white.</summary>
    /// <param name="source">The bytes.</param>
    /// <param name="info">What <see cref="InspectAsync"/> said of them.</param>
    /// <param name="page">Page number from 1.</param>
    /// <param name="atLeast">
    /// When given, the page may be decoded smaller, as long as it is no smaller than this in either direction
    /// (JPEG's DCT scaling and the like); null decodes every pixel.
    /// </param>
    /// <param name="cancellationToken">Stops the decoding.</param>
    /// <exception cref="ImageException">The page does not exist or cannot be decoded.</exception>
    ValueTask<DecodedPage> ReadAsync(
        DocumentSource source, DocumentInfo info, int page, PageSize? atLeast, CancellationToken cancellationToken);
}
