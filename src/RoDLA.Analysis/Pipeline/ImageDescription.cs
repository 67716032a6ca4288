namespace RoDLA.Analysis.Pipeline;

/// <summary>The answer's <c>image_info</c>.</summary>
/// <param name="Width">Pixels across, after EXIF orientation.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="AspectRatio">Width / height, 3 decimals.</param>
/// <param name="TotalPixels">Width × height.</param>
/// <param name="Format">File format, detected from the content: jpeg, png, tiff, webp, gif, avif, bmp or pdf.</param>
/// <param name="SizeBytes">Length of the file.</param>
/// <param name="Page">Page number from 1.</param>
/// <param name="PageCount">Pages in the file.</param>
public sealed record ImageDescription(
    int Width, int Height, double AspectRatio, long TotalPixels, string Format, long SizeBytes, int Page, int PageCount)
{
    /// <summary>Quarter turns of the page in degrees clockwise; 0 when it is upright, or was not looked at for them.</summary>
    public int Orientation { get; init; }

    /// <summary>
    /// Degrees clockwise by which its lines of text are turned beyond that; 0 when they are level, or the page was not looked at for it.
    /// </summary>
    public float PageAngle { get; init; }

    /// <summary>The description of one page of a file.</summary>
    public static ImageDescription Of(PageSize size, DocumentInfo info, int page) => new(
        size.Width,
        size.Height,
        Math.Round((double)size.Width / size.Height, 3),
        size.Pixels,
        info.Format.ToString().ToLowerInvariant(),
        info.SizeBytes,
        page,
        info.PageCount);
}
