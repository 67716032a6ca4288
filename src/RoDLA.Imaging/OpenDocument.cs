namespace RoDLA.Imaging;

/// <summary>A document whose header was read and checked against the limits; its pages are decoded on request.</summary>
/// <param name="info">The header.</param>
public abstract class OpenDocument(DocumentInfo info)
{
    /// <summary>The header.</summary>
    public DocumentInfo Info { get; } = info;

    /// <summary>Checks a page number without decoding anything.</summary>
    /// <param name="page">Page number from 1.</param>
    /// <exception cref="ImageException">The page does not exist.</exception>
    public void ThrowIfMissing(int page)
    {
        if (page < 1 || page > Info.PageCount)
        {
            throw ImageException.PageOutOfRange(page, Info.PageCount);
        }
    }

    /// <summary>Decodes one page to sRGB, upright, transparency on white.</summary>
    /// <param name="page">Page number from 1.</param>
    /// <param name="atLeast">
    /// When given, the page may be decoded smaller, as long as it is no smaller than this in either direction
    /// (JPEG's DCT scaling and the like); null decodes every pixel.
    /// </param>
    /// <param name="cancellationToken">Stops the decoding.</param>
    /// <exception cref="ImageException">The page does not exist or cannot be decoded.</exception>
    public ValueTask<DecodedPage> ReadPageAsync(int page, PageSize? atLeast, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ThrowIfMissing(page);
        return DecodeAsync(page, atLeast, cancellationToken);
    }

    /// <summary>Decodes a page that exists.</summary>
    /// <inheritdoc cref="ReadPageAsync" path="/param"/>
    protected abstract ValueTask<DecodedPage> DecodeAsync(int page, PageSize? atLeast, CancellationToken cancellationToken);
}
