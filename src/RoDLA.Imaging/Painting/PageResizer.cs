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

    /// <summary>Makes a page smaller that is longer than a limit, and keeps its aspect ratio.</summary>
    /// <param name="page">Pixels; disposed when another page is returned.</param>
    /// <param name="maxSide">Longest side in pixels.</param>
    /// <returns>The page itself when it is small enough, else a new one; the caller disposes it.</returns>
    public static PageImage Shrink(PageImage page, int maxSide)
    {
        ArgumentNullException.ThrowIfNull(page);
        double scale = (double)maxSide / Math.Max(page.Width, page.Height);
        if (scale >= 1)
        {
            return page;
        }

        using (page)
        {
            return Resize(page, new PageSize(Scaled(page.Width, scale), Scaled(page.Height, scale)));
        }
    }

    private static int Scaled(int pixels, double scale) => Math.Max(1, (int)Math.Round(pixels * scale));
}
