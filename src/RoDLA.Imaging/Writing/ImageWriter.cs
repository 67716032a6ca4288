using System.Buffers;
using RoDLA.Imaging.Vips;

namespace RoDLA.Imaging.Writing;

/// <summary>Encodes pages. Files carry no metadata: no EXIF, no profile, no comment.</summary>
public static class ImageWriter
{
    private const int KeepNothing = 0;

    /// <summary>JPEG, 4:2:0 chroma below quality 90, 4:4:4 from there on.</summary>
    /// <param name="page">Pixels.</param>
    /// <param name="target">Where the bytes go.</param>
    /// <param name="quality">1 to 100.</param>
    public static void WriteJpeg(PageImage page, Stream target, int quality = 90)
    {
        CheckRange(quality, 1, 100, nameof(quality));
        Write(page, target, "jpegsave_buffer", op => op.Set("Q", quality).Set("optimize-coding", true));
    }

    /// <summary>PNG, 8 bits a channel, not interlaced.</summary>
    /// <param name="page">Pixels.</param>
    /// <param name="target">Where the bytes go.</param>
    /// <param name="compression">0 (fast) to 9 (small).</param>
    public static void WritePng(PageImage page, Stream target, int compression = 6)
    {
        CheckRange(compression, 0, 9, nameof(compression));
        Write(page, target, "pngsave_buffer", op => op.Set("compression", compression));
    }

    /// <summary>WebP, lossy.</summary>
    /// <param name="page">Pixels.</param>
    /// <param name="target">Where the bytes go.</param>
    /// <param name="quality">1 to 100.</param>
    public static void WriteWebp(PageImage page, Stream target, int quality = 80)
    {
        CheckRange(quality, 1, 100, nameof(quality));
        Write(page, target, "webpsave_buffer", op => op.Set("Q", quality));
    }

    /// <summary>The bytes of <see cref="WriteJpeg"/>.</summary>
    public static byte[] ToJpeg(PageImage page, int quality = 90) => ToBytes(stream => WriteJpeg(page, stream, quality));

    /// <summary>The bytes of <see cref="WritePng"/>.</summary>
    public static byte[] ToPng(PageImage page, int compression = 6) => ToBytes(stream => WritePng(page, stream, compression));

    /// <summary>The bytes of <see cref="WriteWebp"/>.</summary>
    public static byte[] ToWebp(PageImage page, int quality = 80) => ToBytes(stream => WriteWebp(page, stream, quality));

    private static unsafe void Write(PageImage page, Stream target, string saver, Action<VipsOperation> settings)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(target);
        using MemoryHandle pixels = page.Memory.Pin();
        using VipsImage raw = VipsImage.Wrap((byte*)pixels.Pointer, page.Width, page.Height, PageImage.Channels);
        using var tag = new VipsOperation("copy");
        using VipsImage image = tag.Set("in", raw).Set("interpretation", (int)Interpretation.Srgb).ToImage();
        using var operation = new VipsOperation(saver);
        operation.Set("in", image).Set("keep", KeepNothing);
        settings(operation);
        operation.ToStream(target);
    }

    private static byte[] ToBytes(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return stream.ToArray();
    }

    private static void CheckRange(int value, int least, int most, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, least, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, most, name);
    }
}
