using Microsoft.Win32.SafeHandles;
using RoDLA.Imaging.Decoding;
using RoDLA.Imaging.Formats;
using RoDLA.Imaging.Pdf;
using RoDLA.Imaging.Vips;

namespace RoDLA.Imaging;

/// <summary>
/// Reads JPEG, PNG, TIFF, WebP, GIF and AVIF through libvips, BMP by itself, and PDF through poppler. Images are decoded on the calling
/// thread; only PDF pages are waited for. Safe for any number of callers at once.
/// </summary>
public sealed class PageReader : IPageReader
{
    private readonly ImagingOptions _options;
    private readonly PageLimits _limits;
    private readonly TimeProvider _time;
    private readonly PdfReader _pdf;

    /// <summary>Starts libvips, unless it runs already.</summary>
    /// <param name="options">Limits; read once, here.</param>
    /// <param name="time">Measures the time limits.</param>
    public PageReader(ImagingOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        _limits = new PageLimits(options);
        _pdf = new PdfReader(options, time);
        VipsLibrary.EnsureStarted();
        NativeMethods.ConcurrencySet(options.VipsConcurrency);
    }

    /// <inheritdoc/>
    public async ValueTask<DocumentInfo> InspectAsync(DocumentSource source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        cancellationToken.ThrowIfCancellationRequested();
        if (source.Length == 0)
        {
            throw new ImageException(ImageFault.Empty, "The file is empty.");
        }

        return InspectHeader(source) ?? await _pdf.InspectAsync(source, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<DecodedPage> ReadAsync(
        DocumentSource source, DocumentInfo info, int page, PageSize? atLeast, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(info);
        cancellationToken.ThrowIfCancellationRequested();
        if (page < 1 || page > info.PageCount)
        {
            throw ImageFaults.PageOutOfRange(page, info.PageCount);
        }

        return info.Format == ImageFormat.Pdf
            ? await _pdf.ReadAsync(source, info, page, atLeast, cancellationToken).ConfigureAwait(false)
            : DecodeImage(source, info.Format, page, atLeast, cancellationToken);
    }

    private static ImageHeader ReadHeader(DocumentSource source, ByteWindow bytes, ImageFormat format, int page) => format switch
    {
        ImageFormat.Jpeg => JpegHeader.Read(bytes),
        ImageFormat.Png => PngHeader.Read(bytes),
        ImageFormat.Tiff => TiffHeader.Read(bytes, page),
        ImageFormat.Webp => WebpHeader.Read(bytes),
        ImageFormat.Gif => GifHeader.Read(bytes),
        ImageFormat.Bmp => new ImageHeader(BmpHeader.Read(bytes).Size),
        _ => ReadHeaderThroughVips(source, format),
    };

    private static SafeFileHandle? Open(DocumentSource source) => source.Path is null ? null : File.OpenHandle(source.Path);

    private static ImageHeader ReadHeaderThroughVips(DocumentSource source, ImageFormat format)
    {
        try
        {
            return new ImageHeader(VipsDecoder.ReadSize(source, format));
        }
        catch (VipsException broken)
        {
            throw ImageFaults.Undecodable(NameOf(format), broken);
        }
    }

    private static string NameOf(ImageFormat format) => format == ImageFormat.Webp ? "WebP" : format.ToString().ToUpperInvariant();

    /// <summary>What the header of an image says; null for a PDF.</summary>
    private DocumentInfo? InspectHeader(DocumentSource source)
    {
        using SafeFileHandle? file = Open(source);
        var bytes = new ByteWindow(source, file);
        ImageFormat format = FormatSniffer.Sniff(bytes) ?? throw new ImageException(
            ImageFault.UnknownFormat, "The content is none of JPEG, PNG, TIFF, WebP, GIF, AVIF, BMP, PDF.");
        if (format == ImageFormat.Pdf)
        {
            return null;
        }

        int pages = format == ImageFormat.Tiff ? TiffHeader.CountPages(bytes, _options.MaxPages) : 1;
        ImageHeader header = ReadHeader(source, bytes, format, page: 1);
        _limits.Check(header.Upright);
        return new DocumentInfo(format, header.Upright, pages, source.Length);
    }

    private DecodedPage DecodeImage(
        DocumentSource source, ImageFormat format, int page, PageSize? atLeast, CancellationToken cancellationToken)
    {
        using SafeFileHandle? file = Open(source);
        var bytes = new ByteWindow(source, file);
        ImageHeader header = ReadHeader(source, bytes, format, page);
        _limits.Check(header.Upright);
        var watch = new DecodeWatch(_time, _options.DecodeTimeout, cancellationToken);
        try
        {
            return format == ImageFormat.Bmp
                ? new DecodedPage(BmpDecoder.Decode(bytes, BmpHeader.Read(bytes), watch), header.Upright)
                : VipsDecoder.Decode(source, format, header, page, atLeast, _limits, watch);
        }
        catch (Exception stopped) when (stopped is VipsException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw watch.TimedOut
                ? ImageFaults.TooSlow(NameOf(format), _options.DecodeTimeout)
                : ImageFaults.Undecodable(NameOf(format), stopped);
        }
    }
}
