using NetVips;
using RoDLA.Imaging.Vips;

namespace RoDLA.Imaging.Writing;

/// <summary>Encodes pages. Files contain no metadata: no EXIF, no profile, no comment.</summary>
public static class ImageWriter
{
    /// <summary>
    /// Encodes as baseline JPEG: 4:4:4 chroma from quality 90 on, so that thin coloured outlines stay sharp, 4:2:0 below.
    /// </summary>
    /// <remarks>
    /// The Huffman tables are the standard ones. Tables optimised for the page make files 12 to 17 % smaller and encoding six to seven
    /// times slower, see <c>tests/RoDLA.Benchmarks/results/imaging.md</c>.
    /// </remarks>
    /// <param name="page">Pixels.</param>
    /// <param name="quality">1 to 100.</param>
    public static byte[] ToJpeg(PageImage page, int quality = 90)
    {
        CheckRange(quality, 1, 100, nameof(quality));
        return Encode(page, image => image.JpegsaveBuffer(
            q: quality, optimizeCoding: false, subsampleMode: Enums.ForeignSubsample.Auto, keep: Enums.ForeignKeep.None));
    }

    /// <summary>Encodes as PNG, 8 bits a channel, not interlaced.</summary>
    /// <param name="page">Pixels.</param>
    /// <param name="compression">0 (fast) to 9 (small).</param>
    public static byte[] ToPng(PageImage page, int compression = 6)
    {
        CheckRange(compression, 0, 9, nameof(compression));
        return Encode(page, image => image.PngsaveBuffer(compression: compression, keep: Enums.ForeignKeep.None));
    }

    /// <summary>Encodes as lossy WebP.</summary>
    /// <param name="page">Pixels.</param>
    /// <param name="quality">1 to 100.</param>
    public static byte[] ToWebp(PageImage page, int quality = 80)
    {
        CheckRange(quality, 1, 100, nameof(quality));
        return Encode(page, image => image.WebpsaveBuffer(q: quality, keep: Enums.ForeignKeep.None));
    }

    /// <summary>Writes the bytes of <see cref="ToJpeg"/>.</summary>
    public static void WriteJpeg(PageImage page, Stream target, int quality = 90) => target.Write(ToJpeg(page, quality));

    /// <summary>Writes the bytes of <see cref="ToPng"/>.</summary>
    public static void WritePng(PageImage page, Stream target, int compression = 6) => target.Write(ToPng(page, compression));

    /// <summary>Writes the bytes of <see cref="ToWebp"/>.</summary>
    public static void WriteWebp(PageImage page, Stream target, int quality = 80) => target.Write(ToWebp(page, quality));

    private static byte[] Encode(PageImage page, Func<Image, byte[]> encode)
    {
        ArgumentNullException.ThrowIfNull(page);
        using MemoryHandle pixels = page.Memory.Pin();
        using Image raw = VipsImages.Wrap(page, pixels);
        using Image image = raw.Copy(interpretation: Enums.Interpretation.Srgb);
        return encode(image);
    }

    private static void CheckRange(int value, int min, int max, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, min, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, max, name);
    }
}
