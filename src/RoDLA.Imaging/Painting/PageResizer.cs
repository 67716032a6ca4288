using System.Buffers;
using RoDLA.Imaging.Vips;

namespace RoDLA.Imaging.Painting;

/// <summary>Resizes pages through libvips.</summary>
public static class PageResizer
{
    /// <summary>Lanczos with three lobes, each direction by itself: the aspect ratio is the caller's.</summary>
    /// <param name="page">Pixels.</param>
    /// <param name="size">Size of the new page.</param>
    public static unsafe PageImage Resize(PageImage page, PageSize size)
    {
        ArgumentNullException.ThrowIfNull(page);
        PageImage resized = PageImage.Rent(size.Width, size.Height);
        using MemoryHandle pixels = page.Memory.Pin();
        using MemoryHandle result = resized.Memory.Pin();
        using VipsImage raw = VipsImage.Wrap((byte*)pixels.Pointer, page.Width, page.Height, PageImage.Channels);
        using var operation = new VipsOperation("resize");
        using VipsImage image = operation
            .Set("in", raw)
            .Set("scale", (double)size.Width / page.Width)
            .Set("vscale", (double)size.Height / page.Height)
            .ToImage();
        using VipsImage target = VipsImage.Wrap((byte*)result.Pointer, size.Width, size.Height, PageImage.Channels);
        image.WriteTo(target);
        return resized;
    }
}
