using System.Runtime.ExceptionServices;
using NetVips;
using RoDLA.Imaging.Vips;

namespace RoDLA.Imaging.Writing;

/// <summary>
/// Encodes pages, in bands: no second copy of the page is made. Files contain no metadata: no EXIF, no profile, no comment.
/// </summary>
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
    /// <param name="write">Gets the file, piece by piece.</param>
    /// <param name="quality">1 to 100.</param>
    public static void WriteJpeg(PageImage page, Action<ReadOnlySpan<byte>> write, int quality = 90)
    {
        CheckRange(quality, 1, 100, nameof(quality));
        Encode(page, write, (image, target) => image.JpegsaveTarget(
            target, q: quality, optimizeCoding: false, subsampleMode: Enums.ForeignSubsample.Auto, keep: Enums.ForeignKeep.None));
    }

    /// <summary>Encodes as PNG, 8 bits a channel, not interlaced.</summary>
    /// <param name="page">Pixels.</param>
    /// <param name="write">Gets the file, piece by piece.</param>
    /// <param name="compression">0 (fast) to 9 (small).</param>
    public static void WritePng(PageImage page, Action<ReadOnlySpan<byte>> write, int compression = 6)
    {
        CheckRange(compression, 0, 9, nameof(compression));
        Encode(page, write, (image, target) => image.PngsaveTarget(target, compression: compression, keep: Enums.ForeignKeep.None));
    }

    /// <summary>Encodes as lossy WebP.</summary>
    /// <param name="page">Pixels.</param>
    /// <param name="write">Gets the file, piece by piece.</param>
    /// <param name="quality">1 to 100.</param>
    public static void WriteWebp(PageImage page, Action<ReadOnlySpan<byte>> write, int quality = 80)
    {
        CheckRange(quality, 1, 100, nameof(quality));
        Encode(page, write, (image, target) => image.WebpsaveTarget(target, q: quality, keep: Enums.ForeignKeep.None));
    }

    /// <summary>The file of <see cref="WriteJpeg"/>.</summary>
    public static byte[] ToJpeg(PageImage page, int quality = 90) => ToBytes(write => WriteJpeg(page, write, quality));

    /// <summary>The file of <see cref="WritePng"/>.</summary>
    public static byte[] ToPng(PageImage page, int compression = 6) => ToBytes(write => WritePng(page, write, compression));

    /// <summary>The file of <see cref="WriteWebp"/>.</summary>
    public static byte[] ToWebp(PageImage page, int quality = 80) => ToBytes(write => WriteWebp(page, write, quality));

    private static byte[] ToBytes(Action<Action<ReadOnlySpan<byte>>> encode)
    {
        using MemoryStream file = new();
        encode(file.Write);
        return file.ToArray();
    }

    private static void Encode(PageImage page, Action<ReadOnlySpan<byte>> write, Action<Image, Target> encode)
    {
        ArgumentNullException.ThrowIfNull(page);
        ExceptionDispatchInfo? fault = null;
        using TargetCustom target = new();

        // An exception must not pass through native code: the encoder stops, and it is thrown afterwards.
        target.OnWrite += (buffer, length) =>
        {
            try
            {
                write(buffer.AsSpan(0, length));
                return length;
            }
            catch (Exception e)
            {
                fault = ExceptionDispatchInfo.Capture(e);
                return -1;
            }
        };
        using MemoryHandle pixels = page.Memory.Pin();
        using Image raw = VipsImages.Wrap(page, pixels);
        using Image image = raw.Copy(interpretation: Enums.Interpretation.Srgb);
        try
        {
            encode(image, target);
        }
        catch (VipsException) when (fault is not null)
        {
        }

        fault?.Throw();
    }

    private static void CheckRange(int value, int min, int max, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, min, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, max, name);
    }
}
