namespace RoDLA.Imaging;

/// <summary>The header of a document, read before any pixel is decoded.</summary>
/// <param name="Format">File format, detected from the content.</param>
/// <param name="FirstPage">Upright size of the first page; for a PDF at the resolution that it is rendered at.</param>
/// <param name="PageCount">Pages in the file; 1 for all but TIFF and PDF.</param>
/// <param name="SizeBytes">Length of the file.</param>
public sealed record DocumentInfo(ImageFormat Format, PageSize FirstPage, int PageCount, long SizeBytes)
{
    /// <summary>How the stored pixels of the first page are turned upright: EXIF orientation, 1 (not at all) to 8.</summary>
    public int Orientation { get; init; } = 1;
}
