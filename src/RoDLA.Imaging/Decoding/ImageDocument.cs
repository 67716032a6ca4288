using NetVips;
using RoDLA.Imaging.Formats;
using RoDLA.Imaging.Scheduling;

namespace RoDLA.Imaging.Decoding;

/// <summary>A document in any format but PDF.</summary>
internal sealed class ImageDocument(
    DocumentSource source, DocumentInfo info, ImageHeader firstPage, ImagingOptions options, PixelBudget budget, TimeProvider time)
    : OpenDocument(info)
{
    /// <summary>Reads size and orientation of one page.</summary>
    /// <exception cref="ImageException">The header is broken.</exception>
    public static ImageHeader ReadHeader(DocumentSource source, ByteWindow bytes, ImageFormat format, int page) => format switch
    {
        ImageFormat.Jpeg => JpegHeader.Read(bytes),
        ImageFormat.Png => PngHeader.Read(bytes),
        ImageFormat.Tiff => TiffHeader.Read(bytes, page),
        ImageFormat.Webp => WebpHeader.Read(bytes),
        ImageFormat.Gif => GifHeader.Read(bytes),
        ImageFormat.Bmp => new ImageHeader(BmpHeader.Read(bytes).Size),
        _ => ReadHeaderThroughVips(source, format),
    };

    /// <inheritdoc/>
    protected override async ValueTask<PageImage> DecodeAsync(int page, PageDemand demand, CancellationToken cancellationToken)
    {
        ImageHeader header = page == 1 ? firstPage : ReadHeader(page);

        // A page that is turned is in memory twice while it is turned.
        int copies = header.Orientation == Orientation.TopLeft ? demand.Copies : Math.Max(1, demand.Copies);
        AdmissionGate.Lease room =
            await budget.TakeAsync(header.Upright, demand with { Copies = copies }, cancellationToken).ConfigureAwait(false);
        try
        {
            PageImage image = await WorkThreads.Shared
                .RunNewAsync(() => Decode(page, header, cancellationToken), cancellationToken).ConfigureAwait(false);
            return image.WithRoom(room);
        }
        catch
        {
            room.Dispose();
            throw;
        }
    }

    /// <summary>Name of a format for people.</summary>
    public static string NameOf(ImageFormat format) => format == ImageFormat.Webp ? "WebP" : format.ToString().ToUpperInvariant();

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

    private ImageHeader ReadHeader(int page)
    {
        using SafeFileHandle? file = source.OpenFile();
        ImageHeader header = ReadHeader(source, new ByteWindow(source, file), Info.Format, page);
        options.CheckSize(header.Upright);
        return header;
    }

    private PageImage Decode(int page, ImageHeader header, CancellationToken cancellationToken)
    {
        using SafeFileHandle? file = source.OpenFile();
        var bytes = new ByteWindow(source, file);
        var watch = new DecodeWatch(time, options.DecodeTimeout, cancellationToken);
        try
        {
            return Info.Format == ImageFormat.Bmp
                ? BmpDecoder.Decode(bytes, BmpHeader.Read(bytes), watch)
                : Info.Format == ImageFormat.Jpeg && !JpegHeader.IsEnded(bytes)
                    ? UnendedJpeg.Decode(bytes, DecodeByVips)
                    : DecodeByVips(source, Enums.FailOn.Error);
        }
        catch (Exception stopped) when (stopped is VipsException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw watch.TimedOut
                ? ImageException.TooSlow(NameOf(Info.Format), options.DecodeTimeout)
                : ImageException.Undecodable(NameOf(Info.Format), stopped);
        }

        PageImage DecodeByVips(DocumentSource document, Enums.FailOn failOn) =>
            new VipsDecoder(document, Info.Format, failOn).Decode(header, page, options, watch);
    }
}
