using RoDLA.Imaging;

namespace RoDLA.Analysis.Pipeline;

/// <summary>Looks at the page that was asked for before anything is decoded.</summary>
public static class PageReaderExtensions
{
    /// <summary>What the file's header says.</summary>
    /// <exception cref="ImageException">The file cannot be read, or has no such page.</exception>
    public static async Task<DocumentInfo> InspectAsync(
        this IPageReader reader, DocumentSource source, PageSelection pages, CancellationToken cancellationToken)
    {
        DocumentInfo info = await reader.InspectAsync(source, cancellationToken);
        return pages.Number is not { } page || page <= info.PageCount
            ? info
            : throw new ImageException(
                ImageFault.PageOutOfRange, $"The document has {info.PageCount} page{(info.PageCount == 1 ? "" : "s")}; page {page} was asked for.");
    }
}
