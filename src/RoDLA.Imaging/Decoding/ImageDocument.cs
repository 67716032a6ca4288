using NetVips;
using RoDLA.Imaging.Formats;

namespace RoDLA.Imaging.Decoding;

/// <summary>A document in any format but PDF. Pages are decoded on the calling thread.</summary>
internal sealed class ImageDocument : OpenDocument
{
    private readonly DocumentSource _source;
    private readonly ImageHeader _firstPage;
    private readonly ImagingOptions _options;
    private readonly TimeProvider _time;

    private ImageDocument(DocumentSource source, DocumentInfo info, ImageHeader firstPage, ImagingOptions options, TimeProvider time)
        : base(info)
    {
        _source = source;
        _firstPage = firstPage;
        _options = options;
        _time = time;
    }

    private string FormatName => NameOf(Info.Format);

    /// <exception cref="ImageException">The header is broken, or over a limit.</exception>
    public static ImageDocument Open(
        DocumentSource source, ByteWindow bytes, ImageFormat format, ImagingOptions options, TimeProvider time)
    {
        int pages = format == ImageFormat.Tiff ? TiffHeader.CountPages(bytes, options.MaxPages) : 1;
        ImageHeader header = ReadHeader(source, bytes, format, page: 1);
        options.CheckSize(header.Upright);
        if (header.LacksData)
        {
            throw ImageException.Undecodable(NameOf(format));
        }

        DocumentInfo info = new(format, header.Upright, pages, source.Length) { Orientation = (int)header.Orientation };
        return new ImageDocument(source, info, header, options, time);
    }

    /// <inheritdoc/>
    protected override ValueTask<DecodedPage> DecodeAsync(int page, PageSize? atLeast, CancellationToken cancellationToken)
    {
        using SafeFileHandle? file = _source.OpenFile();
        var bytes = new ByteWindow(_source, file);
        ImageHeader header = page == 1 ? _firstPage : ReadHeader(_source, bytes, Info.Format, page);
        _options.CheckSize(header.Upright);
        var watch = new DecodeWatch(_time, _options.DecodeTimeout, cancellationToken);
        try
        {
            return ValueTask.FromResult(Info.Format == ImageFormat.Bmp
                ? new DecodedPage(BmpDecoder.Decode(bytes, BmpHeader.Read(bytes), watch), header.Upright)
                : Info.Format == ImageFormat.Jpeg && !JpegHeader.IsEnded(bytes)
                    ? UnendedJpeg.Decode(bytes, Decode)
                    : Decode(_source, Enums.FailOn.Error));
        }
        catch (Exception stopped) when (stopped is VipsException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw watch.TimedOut
                ? ImageException.TooSlow(FormatName, _options.DecodeTimeout)
                : ImageException.Undecodable(FormatName, stopped);
        }

        DecodedPage Decode(DocumentSource source, Enums.FailOn failOn) =>
            new VipsDecoder(source, Info.Format, failOn).Decode(header, page, atLeast, _options, watch);
    }

    private static string NameOf(ImageFormat format) => format == ImageFormat.Webp ? "WebP" : format.ToString().ToUpperInvariant();

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

    private static ImageHeader ReadHeaderThroughVips(DocumentSource source, ImageFormat format)
    {
        try
        {
            return new ImageHeader(new VipsDecoder(source, format).ReadSize());
        }
        catch (VipsException broken)
        {
            throw ImageException.Undecodable(NameOf(format), broken);
        }
    }
}
