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
    /// <param name="options">Limits, checked again with the size that the loader reports.</param>
    /// <param name="watch">Polled every few rows.</param>
    public PageImage Decode(ImageHeader header, int page, ImagingOptions options, DecodeWatch watch)
    {
        using MemoryHandle pin = source.Bytes.Pin();
        using Source bytes = Open();
        Image image = Load(bytes, page);
        try
        {
            options.CheckSize(new PageSize(image.Width, image.Height));
            bool mayNeedScale = format == ImageFormat.Tiff && image.Format != Enums.BandFormat.Uchar;
            SampleScale? scale = mayNeedScale ? FindScale(header, page, watch) : null;
            image = ToRgb(scale?.Apply(image) ?? image);
            PageImage pixels = Compute(image, header.Orientation, watch);
            pixels.Notes = scale is { } applied ? [applied.Note] : [];
            return pixels;
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
        using Image image = Load(bytes, page: 1);
        return new PageSize(image.Width, image.Height);
    }

    /// <summary>Reads the page once more, since a source is read in order.</summary>
    private SampleScale? FindScale(ImageHeader header, int page, DecodeWatch watch)
    {
        using Source bytes = Open();
        using Image image = Load(bytes, page);
        return SampleScale.Of(image, header, watch);
    }

    private Source Open() =>
        source.Path is { } path ? Source.NewFromFile(path) : Source.NewFromMemory(source.Bytes.Span);

    /// <summary>Opens a page with the loader of its format; only the header is read.</summary>
    private Image Load(Source bytes, int page)
    {
        var options = new VOption { { "access", Enums.Access.Sequential }, { "fail_on", failOn } };
        if (format == ImageFormat.Tiff)
        {
            options.Add("page", page - 1);
        }

        string loader = format == ImageFormat.Avif ? "heif" : format.ToString().ToLowerInvariant();
        return VipsImages.Load(loader + "load_source", bytes, options);
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
