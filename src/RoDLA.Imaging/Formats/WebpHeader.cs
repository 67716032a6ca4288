namespace RoDLA.Imaging.Formats;

/// <summary>Size and orientation of a WebP (RFC 9649, section 2).</summary>
internal static class WebpHeader
{
    private const int MaxChunks = 1000;
    private const int HasExif = 0x08;

    /// <exception cref="ImageException">The first chunk is none of VP8, VP8L, VP8X, or is cut off.</exception>
    public static ImageHeader Read(ByteWindow bytes)
    {
        Span<byte> head = stackalloc byte[18];
        if (!bytes.TryRead(12, head))
        {
            throw ImageException.BrokenHeader("WebP");
        }

        ReadOnlySpan<byte> kind = head[..4];
        if (kind.SequenceEqual("VP8X"u8))
        {
            var canvas = new PageSize(1 + UInt24(head[12..]), 1 + UInt24(head[15..]));
            return new ImageHeader(canvas, (head[8] & HasExif) != 0 ? ReadOrientation(bytes) : Orientation.TopLeft);
        }

        PageSize size = default;
        if (kind.SequenceEqual("VP8L"u8) && head[8] == 0x2F)
        {
            uint packed = BinaryPrimitives.ReadUInt32LittleEndian(head[9..]);
            size = new PageSize(1 + (int)(packed & 0x3FFF), 1 + (int)((packed >> 14) & 0x3FFF));
        }
        else if (kind.SequenceEqual("VP8 "u8))
        {
            size = new PageSize(
                BinaryPrimitives.ReadUInt16LittleEndian(head[14..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(head[16..]) & 0x3FFF);
        }

        return size.Pixels > 0 ? new ImageHeader(size) : throw ImageException.BrokenHeader("WebP");
    }

    private static Orientation ReadOrientation(ByteWindow bytes)
    {
        Span<byte> head = stackalloc byte[8];
        long at = 12;
        for (int chunk = 0; chunk < MaxChunks && bytes.TryRead(at, head); chunk++)
        {
            uint length = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
            if (head[..4].SequenceEqual("EXIF"u8))
            {
                ByteWindow exif = bytes.Slice(at + 8, length);
                Orientation withPrefix = ExifOrientation.ReadJpegSegment(exif);
                return withPrefix == Orientation.TopLeft ? ExifOrientation.Read(exif) : withPrefix;
            }

            at += 8L + length + (length & 1);
        }

        return Orientation.TopLeft;
    }

    private static int UInt24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
}
