using NetVips;
using RoDLA.Imaging.Formats;
using RoDLA.Imaging.Vips;

namespace RoDLA.Imaging.Decoding;

/// <summary>Decodes pages of one document with libvips, straight into the pooled buffer of a <see cref="PageImage"/>.</summary>
/// <param name="source">The bytes.</param>
/// <param name="format">File format.</param>
/// <param name="failOn">
/// By default a truncated or corrupt file is an error; libvips would fill missing pixels with grey.
/// </param>
internal sealed class VipsDecoder(DocumentSource source, ImageFormat format, Enums.FailOn failOn = Enums.FailOn.Error)
{
    private const double White = 255;

    /// <param name="header">Header of the page; for AVIF without an orientation, since libheif applies it.</param>
    /// <param name="page">Page number from 1.</param>
    /// <param name="atLeast">Minimum size, upright; null for every pixel.</param>
    /// <param name="options">Limits, checked again with the size that the loader reports.</param>
    /// <param name="watch">Polled every few rows.</param>
    public DecodedPage Decode(ImageHeader header, int page, PageSize? atLeast, ImagingOptions options, DecodeWatch watch)
    {
        using MemoryHandle pin = source.Bytes.Pin();
        using Source bytes = Open();
        int shrink = ShrinkFactor(header.Upright, atLeast);
        Image image = Load(bytes, page, shrink);
        try
        {
            options.CheckSize(new PageSize(image.Width, image.Height));
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
    public PageSize ReadSize()
    {
        using MemoryHandle pin = source.Bytes.Pin();
        using Source bytes = Open();
        using Image image = Load(bytes, page: 1, shrink: 1);
        return new PageSize(image.Width, image.Height);
    }

    /// <summary>Integer factor by which both sides can be divided without falling below <paramref name="atLeast"/>.</summary>
    /// <remarks>
    /// JPEG scales by 2, 4 and 8 while decoding; other formats average blocks afterwards. A side that the factor does not divide loses its
    /// last columns or rows, fewer than the factor.
    /// </remarks>
    private int ShrinkFactor(PageSize full, PageSize? atLeast)
    {
        if (atLeast is not { Width: > 0, Height: > 0 } least)
        {
            return 1;
        }

        int factor = Math.Max(1, Math.Min(full.Width / least.Width, full.Height / least.Height));
        return format != ImageFormat.Jpeg ? factor : factor switch { >= 8 => 8, >= 4 => 4, >= 2 => 2, _ => 1 };
    }

    private Source Open() =>
        source.Path is { } path ? Source.NewFromFile(path) : Source.NewFromMemory(source.Bytes.Span);

    /// <summary>Opens a page with the loader of its format; only the header is read.</summary>
    /// <param name="bytes">The document.</param>
    /// <param name="page">Page number from 1.</param>
    /// <param name="shrink">JPEG: 1, 2, 4 or 8; WebP: any; ignored for other formats.</param>
    private Image Load(Source bytes, int page, int shrink)
    {
        var options = new VOption { { "access", Enums.Access.Sequential }, { "fail_on", failOn } };
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
                throw new NotSupportedException($"libvips has no loader for {format}.");
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
