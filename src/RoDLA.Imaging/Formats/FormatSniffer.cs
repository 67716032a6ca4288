namespace RoDLA.Imaging.Formats;

/// <summary>Detects the format of a file from its first bytes; file names and content types are not used.</summary>
public static class FormatSniffer
{
    /// <summary>
    /// Number of bytes that suffice: other bytes may precede the signature of a PDF, which readers search in the first 1024 (Adobe
    /// PDF 1.7, appendix H).
    /// </summary>
    public const int HeadLength = 1024;

    /// <summary>The format, or null when it is not supported.</summary>
    /// <param name="head">The first bytes, up to <see cref="HeadLength"/> of them.</param>
    public static ImageFormat? Sniff(ReadOnlySpan<byte> head) => head switch
    {
        [0xFF, 0xD8, 0xFF, ..] => ImageFormat.Jpeg,
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, ..] => ImageFormat.Png,
        [0x49, 0x49, 42 or 43, 0, ..] or [0x4D, 0x4D, 0, 42 or 43, ..] => ImageFormat.Tiff,
        _ when head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8) => ImageFormat.Gif,
        _ when head.StartsWith("RIFF"u8) && head.Length >= 12 && head[8..12].SequenceEqual("WEBP"u8) => ImageFormat.Webp,
        _ when IsAvif(head) => ImageFormat.Avif,
        _ when IsBmp(head) => ImageFormat.Bmp,
        _ when head.IndexOf("%PDF-"u8) >= 0 => ImageFormat.Pdf,
        _ => null,
    };

    /// <summary>The format of a document, or null when it is not supported.</summary>
    internal static ImageFormat? Sniff(ByteWindow bytes)
    {
        Span<byte> buffer = stackalloc byte[HeadLength];
        return Sniff(buffer[..bytes.ReadUpTo(0, buffer)]);
    }

    /// <summary>The first box is <c>ftyp</c> and names avif or avis among its brands (AV1 Image File Format, section 6).</summary>
    private static bool IsAvif(ReadOnlySpan<byte> head)
    {
        if (head.Length < 16 || !head[4..8].SequenceEqual("ftyp"u8))
        {
            return false;
        }

        int end = Math.Min(head.Length, (head[0] << 24) | (head[1] << 16) | (head[2] << 8) | head[3]);
        for (int at = 8; at + 4 <= end; at += 4)
        {
            // Bytes 12 to 15 are a version, not a brand.
            ReadOnlySpan<byte> brand = head.Slice(at, 4);
            if (at != 12 && (brand.SequenceEqual("avif"u8) || brand.SequenceEqual("avis"u8)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"BM" alone would match text, so the length of the information header must be a valid one too.</summary>
    private static bool IsBmp(ReadOnlySpan<byte> head) =>
        head.Length >= 18 && head.StartsWith("BM"u8) && head[14] is 12 or 40 or 52 or 56 or 64 or 108 or 124 && head[15] == 0;
}
