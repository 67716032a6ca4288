using RoDLA.Imaging.Decoding;
using RoDLA.Imaging.Formats;
using RoDLA.Imaging.Pdf;
using RoDLA.Imaging.Tools;
using RoDLA.Imaging.Vips;

namespace RoDLA.Imaging.Reading;

/// <summary>
/// Opens JPEG, PNG, TIFF, WebP, GIF and AVIF (decoded by libvips), BMP (by this project) and PDF (by poppler). Thread-safe.
/// </summary>
public sealed class PageReader : IPageReader
{
    private readonly ImagingOptions _options;
    private readonly PixelBudget _budget;
    private readonly TimeProvider _time;
    private readonly ToolProcess _tool;

    /// <summary>A reader with a budget of its own.</summary>
    /// <param name="options">Limits and settings; read once, here.</param>
    /// <param name="time">Measures the time limits.</param>
    public PageReader(ImagingOptions options, TimeProvider time)
        : this(options, new PixelBudget(options), new ToolProcess(options, time), time)
    {
    }

    /// <summary>Starts libvips, unless it is running.</summary>
    /// <param name="options">Limits and settings; read once, here.</param>
    /// <param name="budget">The memory for pixels.</param>
    /// <param name="tool">Runs poppler.</param>
    /// <param name="time">Measures the time limits.</param>
    internal PageReader(ImagingOptions options, PixelBudget budget, ToolProcess tool, TimeProvider time)
    {
        _options = options;
        _budget = budget;
        _time = time;
        _tool = tool;
        VipsImages.SetConcurrency(_options.VipsConcurrency);
    }

    /// <inheritdoc/>
    public async ValueTask<OpenDocument> OpenAsync(DocumentSource source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        cancellationToken.ThrowIfCancellationRequested();
        if (source.Length == 0)
        {
            throw new ImageException(ImageFault.Empty, "The file is empty.");
        }

        return TryOpenImage(source)
            ?? (OpenDocument)await PdfDocument.OpenAsync(source, _tool, _options, _budget, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Null for a PDF.</summary>
    private ImageDocument? TryOpenImage(DocumentSource source)
    {
        using SafeFileHandle? file = source.OpenFile();
        var bytes = new ByteWindow(source, file);
        ImageFormat format = FormatSniffer.Sniff(bytes) ?? throw new ImageException(
            ImageFault.UnknownFormat, "The content is none of JPEG, PNG, TIFF, WebP, GIF, AVIF, BMP, PDF.");
        if (format == ImageFormat.Pdf)
        {
            return null;
        }

        int pages = format == ImageFormat.Tiff ? TiffHeader.CountPages(bytes, _options.MaxPages) : 1;
        ImageHeader header = ImageDocument.ReadHeader(source, bytes, format, page: 1);
        _options.CheckSize(header.Upright);
        DocumentInfo info = new(format, header.Upright, pages, source.Length) { Orientation = (int)header.Orientation };
        return header.LacksData
            ? throw ImageException.Undecodable(ImageDocument.NameOf(format))
            : new ImageDocument(source, info, header, _options, _budget, _time);
    }
}
