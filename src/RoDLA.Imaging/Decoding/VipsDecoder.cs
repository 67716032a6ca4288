using System.Buffers;
using RoDLA.Imaging.Formats;
using RoDLA.Imaging.Vips;

namespace RoDLA.Imaging.Decoding;

/// <summary>Decodes one page through libvips, straight into the pooled buffer of a <see cref="PageImage"/>.</summary>
internal static class VipsDecoder
{
    /// <param name="source">The bytes.</param>
    /// <param name="format">Kind, told by content.</param>
    /// <param name="header">What the page's header says; AVIF has none of ours, and libheif turns it upright itself.</param>
    /// <param name="page">Page number from 1.</param>
    /// <param name="atLeast">Smallest size wanted, upright; null for every pixel.</param>
    /// <param name="limits">Asked once more, of the size that the loader tells.</param>
    /// <param name="watch">Asked every few rows.</param>
    public static unsafe DecodedPage Decode(
        DocumentSource source,
        ImageFormat format,
        ImageHeader header,
        int page,
        PageSize? atLeast,
        PageLimits limits,
        DecodeWatch watch)
    {
        using MemoryHandle pin = source.Bytes.Pin();
        int shrink = ShrinkOnLoad.Factor(format, header.Upright, atLeast);
        VipsImage? recipe = null;
        try
        {
            recipe = ImageLoader.Open(format, source.Path, (byte*)pin.Pointer, source.Bytes.Length, page, shrink);
            limits.Check(new PageSize(recipe.Width, recipe.Height));
            if (format is not (ImageFormat.Jpeg or ImageFormat.Webp))
            {
                recipe = ImagePixels.Shrink(recipe, shrink);
            }

            recipe = ImagePixels.ToRgb(recipe);
            return new DecodedPage(Compute(recipe, header.Orientation, watch), header.Upright);
        }
        finally
        {
            recipe?.Dispose();
        }
    }

    /// <summary>Size of the first image, as libvips tells it from the header.</summary>
    public static unsafe PageSize ReadSize(DocumentSource source, ImageFormat format)
    {
        using MemoryHandle pin = source.Bytes.Pin();
        using VipsImage image = ImageLoader.Open(format, source.Path, (byte*)pin.Pointer, source.Bytes.Length, page: 1, shrink: 1);
        return new PageSize(image.Width, image.Height);
    }

    private static unsafe PageImage Compute(VipsImage recipe, Orientation orientation, DecodeWatch watch)
    {
        PageImage stored = PageImage.Rent(recipe.Width, recipe.Height);
        try
        {
            using (MemoryHandle pixels = stored.Memory.Pin())
            using (VipsImage target = VipsImage.Wrap((byte*)pixels.Pointer, stored.Width, stored.Height, PageImage.Channels))
            {
                recipe.WriteTo(target, watch.MustStop);
            }

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
