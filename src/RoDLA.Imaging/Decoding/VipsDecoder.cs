using System.Buffers;
using NetVips;
using RoDLA.Imaging.Formats;
using RoDLA.Imaging.Vips;

namespace RoDLA.Imaging.Decoding;

/// <summary>Decodes one page with libvips, straight into the pooled buffer of a <see cref="PageImage"/>.</summary>
internal static class VipsDecoder
{
    private const double White = 255;

    /// <param name="source">The bytes.</param>
    /// <param name="format">File format.</param>
    /// <param name="header">Header of the page; for AVIF without an orientation, since libheif applies it.</param>
    /// <param name="page">Page number from 1.</param>
    /// <param name="atLeast">Minimum size, upright; null for every pixel.</param>
    /// <param name="limits">Checked again with the size that the loader reports.</param>
    /// <param name="watch">Polled every few rows.</param>
    public static DecodedPage Decode(
        DocumentSource source,
        ImageFormat format,
        ImageHeader header,
        int page,
        PageSize? atLeast,
        PageLimits limits,
        DecodeWatch watch)
    {
        using MemoryHandle pin = source.Bytes.Pin();
        using Source bytes = Open(source);
        int shrink = ShrinkFactor(format, header.Upright, atLeast);
        Image image = Load(bytes, format, page, shrink);
        try
        {
            limits.Check(new PageSize(image.Width, image.Height));
            if (shrink > 1 && format is not (ImageFormat.Jpeg or ImageFormat.Webp))
            {
                image = Replace(image, i => i.Shrink(shrink, shrink));
            }

            image = ToRgb(image);
            return new DecodedPage(Compute(image, header.Orientation, watch), header.Upright);
        }
        finally
        {
            image.Dispose();
        }
    }

    /// <summary>Size of the first image, as libvips reads it from the header.</summary>
    public static PageSize ReadSize(DocumentSource source, ImageFormat format)
    {
        using MemoryHandle pin = source.Bytes.Pin();
        using Source bytes = Open(source);
        using Image image = Load(bytes, format, page: 1, shrink: 1);
        return new PageSize(image.Width, image.Height);
    }

    /// <summary>Integer factor by which both sides can be divided without falling below <paramref name="atLeast"/>.</summary>
    /// <remarks>A side that the factor does not divide loses its last columns or rows, fewer than the factor.</remarks>
    /// <param name="format">JPEG scales by 2, 4 and 8 while decoding; other formats average blocks afterwards.</param>
    /// <param name="full">Size of the page, upright.</param>
    /// <param name="atLeast">Minimum size, upright; null for every pixel.</param>
    private static int ShrinkFactor(ImageFormat format, PageSize full, PageSize? atLeast)
    {
        if (atLeast is not { Width: > 0, Height: > 0 } least)
        {
            return 1;
        }

        int factor = Math.Max(1, Math.Min(full.Width / least.Width, full.Height / least.Height));
        return format != ImageFormat.Jpeg ? factor : factor switch { >= 8 => 8, >= 4 => 4, >= 2 => 2, _ => 1 };
    }

    private static Source Open(DocumentSource source) =>
        source.Path is { } path ? Source.NewFromFile(path) : Source.NewFromMemory(source.Bytes.Span);

    /// <summary>Opens a page with the loader of its format; only the header is read.</summary>
    /// <param name="bytes">The document.</param>
    /// <param name="format">File format.</param>
    /// <param name="page">Page number from 1.</param>
    /// <param name="shrink">JPEG: 1, 2, 4 or 8; WebP: any; ignored for other formats.</param>
    private static Image Load(Source bytes, ImageFormat format, int page, int shrink)
    {
        // FailOn.Error: a truncated or corrupt file is an error; by default libvips fills missing pixels with grey.
        var options = new VOption { { "access", Enums.Access.Sequential }, { "fail_on", Enums.FailOn.Error } };
        switch (format)
        {
            case ImageFormat.Jpeg:
                options.Add("shrink", shrink);
                return VipsImages.Load("jpegload_source", bytes, options);
            case ImageFormat.Webp:
                options.Add("scale", 1.0 / shrink);
                return VipsImages.Load("webpload_source", bytes, options);
            case ImageFormat.Tiff:
                options.Add("page", page - 1);
                return VipsImages.Load("tiffload_source", bytes, options);
            case ImageFormat.Png:
                return VipsImages.Load("pngload_source", bytes, options);
            case ImageFormat.Gif:
                return VipsImages.Load("gifload_source", bytes, options);
            case ImageFormat.Avif:
                return VipsImages.Load("heifload_source", bytes, options);
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, "No loader of libvips.");
        }
    }

    /// <summary>Adds the steps to 8-bit sRGB on white; takes ownership of the image.</summary>
    /// <exception cref="VipsException">The image is neither greyscale nor colour.</exception>
    private static Image ToRgb(Image image)
    {
        if (image.Contains("icc-profile-data"))
        {
            image = Replace(image, i => i.IccTransform("srgb", embedded: true, intent: Enums.Intent.Relative));
        }
        else if (image.Interpretation != Enums.Interpretation.Srgb)
        {
            image = Replace(image, i => i.Colourspace(Enums.Interpretation.Srgb));
        }

        if (image.HasAlpha())
        {
            image = Replace(image, i => i.Flatten([White]));
        }

        if (image.Bands > PageImage.Channels)
        {
            image = Replace(image, i => i.ExtractBand(0, PageImage.Channels));
        }
        else if (image.Bands < PageImage.Channels)
        {
            using Image odd = image;
            throw new VipsException($"{odd.Bands} bands are neither greyscale nor colour.");
        }

        return image.Format == Enums.BandFormat.Uchar ? image : Replace(image, i => i.Cast(Enums.BandFormat.Uchar));
    }

    private static Image Replace(Image image, Func<Image, Image> step)
    {
        using (image)
        {
            return step(image);
        }
    }

    private static PageImage Compute(Image image, Orientation orientation, DecodeWatch watch)
    {
        PageImage stored = PageImage.Rent(image.Width, image.Height);
        try
        {
            image.WriteTo(stored, watch.MustStop);
            if (orientation == Orientation.TopLeft)
            {
                return stored;
            }

            PageImage upright = UprightPixels.Turn(stored, orientation);
            stored.Dispose();
            return upright;
        }
        catch
        {
            stored.Dispose();
            throw;
        }
    }
}
