using Microsoft.Extensions.Options;
using RoDLA.Imaging.Decoding;
using RoDLA.Imaging.Formats;
using RoDLA.Imaging.Pdf;
using RoDLA.Imaging.Vips;

namespace RoDLA.Imaging.Reading;

/// <summary>
/// Opens JPEG, PNG, TIFF, WebP, GIF and AVIF (decoded by libvips), BMP (by this project) and PDF (by poppler). Thread-safe.
/// </summary>
public sealed class PageReader : IPageReader
{
    private readonly ImagingOptions _options;
    private readonly TimeProvider _time;

    /// <summary>A reader with the options of the host.</summary>
    public PageReader(IOptions<ImagingOptions> options, TimeProvider time)
        : this(options.Value, time)
    {
    }

    /// <summary>Starts libvips, unless it is running.</summary>
    /// <param name="options">Limits and settings; read once, here.</param>
    /// <param name="time">Measures the time limits.</param>
    public PageReader(ImagingOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        VipsImages.SetConcurrency(options.VipsConcurrency);
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
            ?? (OpenDocument)await PdfDocument.OpenAsync(source, _options, _time, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Null for a PDF.</summary>
    private ImageDocument? TryOpenImage(DocumentSource source)
    {
        using SafeFileHandle? file = source.OpenFile();
        var bytes = new ByteWindow(source, file);
        ImageFormat format = FormatSniffer.Sniff(bytes) ?? throw new ImageException(
            ImageFault.UnknownFormat, "The content is none of JPEG, PNG, TIFF, WebP, GIF, AVIF, BMP, PDF.");
        return format == ImageFormat.Pdf ? null : ImageDocument.Open(source, bytes, format, _options, _time);
    }
}
