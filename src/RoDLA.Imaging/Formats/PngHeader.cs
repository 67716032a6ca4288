namespace RoDLA.Imaging.Formats;

/// <summary>Size and orientation of a PNG, from its chunks before the pixels (PNG specification, third edition, section 11).</summary>
internal static class PngHeader
{
    private const int MaxChunks = 1000;

    /// <exception cref="ImageException">The header chunk is missing or broken.</exception>
    public static ImageHeader Read(ByteWindow bytes)
    {
        Span<byte> head = stackalloc byte[16];
        if (!bytes.TryRead(8, head) || !head[4..8].SequenceEqual("IHDR"u8))
        {
            throw ImageException.BrokenHeader("PNG");
        }

        uint width = BinaryPrimitives.ReadUInt32BigEndian(head[8..]);
        uint height = BinaryPrimitives.ReadUInt32BigEndian(head[12..]);
        if (width is 0 or > int.MaxValue || height is 0 or > int.MaxValue)
        {
            throw ImageException.BrokenHeader("PNG");
        }

        return new ImageHeader(new PageSize((int)width, (int)height), ReadOrientation(bytes));
    }

    private static Orientation ReadOrientation(ByteWindow bytes)
    {
        Span<byte> head = stackalloc byte[8];
        long at = 8;
        for (int chunk = 0; chunk < MaxChunks && bytes.TryRead(at, head); chunk++)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(head);
            ReadOnlySpan<byte> kind = head[4..];
            if (kind.SequenceEqual("eXIf"u8))
            {
                return ExifOrientation.Read(bytes.Slice(at + 8, length));
            }

            if (kind.SequenceEqual("IDAT"u8))
            {
                break;
            }

            at += 12L + length;
        }

        return Orientation.TopLeft;
    }
}
