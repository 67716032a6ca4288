using System.Buffers;
using NetVips;
using RoDLA.Imaging;
using RoDLA.Imaging.Vips;

namespace RoDLA.Tests.Imaging;

/// <summary>Files encoded by libvips itself, for formats without an independent encoder.</summary>
internal static class VipsPictures
{
    public static byte[] ToAvif(PageImage page, bool lossless = false)
    {
        using MemoryHandle pixels = page.Memory.Pin();
        using Image raw = VipsImages.Wrap(page, pixels);
        using Image image = raw.Copy(interpretation: Enums.Interpretation.Srgb);
        return image.HeifsaveBuffer(compression: Enums.ForeignHeifCompression.Av1, lossless: lossless);
    }
}
