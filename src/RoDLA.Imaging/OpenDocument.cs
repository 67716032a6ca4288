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

    /// <summary>
    /// Decodes every pixel of one page to sRGB, upright, transparency on white. It waits until the <see cref="PixelBudget"/> has room, and
    /// the page keeps that room until it is disposed.
    /// </summary>
    /// <param name="page">Page number from 1.</param>
    /// <param name="demand">What the work on the page takes of the budget.</param>
    /// <param name="cancellationToken">Stops the decoding.</param>
    /// <exception cref="ImageException">The page does not exist or cannot be decoded.</exception>
    /// <exception cref="Scheduling.BusyException">An interactive request waited too long for room.</exception>
    public ValueTask<PageImage> ReadPageAsync(int page, PageDemand demand, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ThrowIfMissing(page);
        return DecodeAsync(page, demand, cancellationToken);
    }

    /// <summary>Reads the text layer of one page, in the pixels of <see cref="ReadPageAsync"/>.</summary>
    /// <param name="page">Page number from 1.</param>
    /// <param name="priority">In which queue it waits while as many tools run as may.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>Its words; none for a page without text; null for a format that has no text.</returns>
    /// <exception cref="ImageException">The page does not exist, its text cannot be read, or its tool is not installed.</exception>
    public ValueTask<PageText?> ReadTextAsync(int page, Scheduling.RequestPriority priority, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ThrowIfMissing(page);
        return ReadLayerAsync(page, priority, cancellationToken);
    }

    /// <summary>Reads the text layer of a page that exists.</summary>
    /// <inheritdoc cref="ReadTextAsync" path="/param"/>
    protected virtual ValueTask<PageText?> ReadLayerAsync(
        int page, Scheduling.RequestPriority priority, CancellationToken cancellationToken) => ValueTask.FromResult<PageText?>(null);

    /// <summary>Decodes a page that exists.</summary>
    /// <inheritdoc cref="ReadPageAsync" path="/param"/>
    protected abstract ValueTask<PageImage> DecodeAsync(int page, PageDemand demand, CancellationToken cancellationToken);
}
