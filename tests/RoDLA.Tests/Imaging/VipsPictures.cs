using System.Buffers;
using NetVips;
using RoDLA.Imaging;
using RoDLA.Imaging.Vips;

namespace RoDLA.Tests.Imaging;

/// <summary>Files encoded by libvips itself, for formats without an independent encoder.</summary>
internal static class VipsPictures
{
    public static byte[] ToAvif(PageImage page, bool lossless = false) =>
        Encode(page, image => image.HeifsaveBuffer(compression: Enums.ForeignHeifCompression.Av1, lossless: lossless));

    public static byte[] ToTiff(PageImage page) =>
        Encode(page, image => image.TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Lzw));

    private static byte[] Encode(PageImage page, Func<Image, byte[]> encode)
    {
        using MemoryHandle pixels = page.Memory.Pin();
        using Image raw = VipsImages.Wrap(page, pixels);
        using Image image = raw.Copy(interpretation: Enums.Interpretation.Srgb);
        return encode(image);
    }
}
