namespace RoDLA.Imaging;

/// <summary>What the header says of an upload, before a pixel is decoded.</summary>
/// <param name="Format">Kind, told by content.</param>
/// <param name="FirstPage">Size of the first page as a person sees it; a PDF's at the resolution it will be rendered at.</param>
/// <param name="PageCount">Pages in the file; 1 for all but TIFF and PDF.</param>
/// <param name="SizeBytes">Length of the file.</param>
public sealed record DocumentInfo(ImageFormat Format, PageSize FirstPage, int PageCount, long SizeBytes);
