namespace RoDLA.Analysis.Pipeline;

/// <summary>Looks at the page that was asked for before anything is decoded.</summary>
public static class PageReaderExtensions
{
    /// <summary>Opens the document.</summary>
    /// <exception cref="ImageException">The file cannot be read, or has no such page.</exception>
    public static async Task<OpenDocument> OpenAsync(
        this IPageReader reader, DocumentSource source, PageSelection pages, CancellationToken cancellationToken)
    {
        OpenDocument document = await reader.OpenAsync(source, cancellationToken);
        int pageCount = document.Info.PageCount;
        return pages.Number is not { } page || page <= pageCount
            ? document
            : throw new ImageException(
                ImageFault.PageOutOfRange, $"The document has {pageCount} page{(pageCount == 1 ? "" : "s")}; page {page} was asked for.");
    }
}
