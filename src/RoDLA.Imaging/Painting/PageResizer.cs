using NetVips;
using RoDLA.Imaging.Vips;

namespace RoDLA.Imaging.Painting;

/// <summary>Resizes pages.</summary>
public static class PageResizer
{
    /// <summary>Resizes with a Lanczos kernel of three lobes, to any aspect ratio.</summary>
    /// <param name="page">Pixels.</param>
    /// <param name="size">Size of the new page.</param>
    /// <returns>A new page; the caller disposes it.</returns>
    public static PageImage Resize(PageImage page, PageSize size)
    {
        ArgumentNullException.ThrowIfNull(page);
        using MemoryHandle pixels = page.Memory.Pin();
        using Image raw = VipsImages.Wrap(page, pixels);
        using Image image = raw.Resize((double)size.Width / page.Width, vscale: (double)size.Height / page.Height);
        PageImage resized = PageImage.Rent(size.Width, size.Height);
        image.WriteTo(resized);
        return resized;
    }
}
