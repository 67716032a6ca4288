namespace RoDLA.Imaging.Formats;

/// <summary>Size and orientation of a JPEG, from its markers (ITU-T T.81, annex B).</summary>
internal static class JpegHeader
{
    private const int MaxSegments = 2000;
    private const int StartOfScan = 0xDA;
    private const int EndOfImage = 0xD9;
    private const int App1 = 0xE1;
    private const int Baseline = 0xC0;
    private const int ExtendedSequential = 0xC1;
    private const int Progressive = 0xC2;
    private const int Block = 8;

    /// <exception cref="ImageException">The markers are broken or no frame header comes before the first scan.</exception>
    public static ImageHeader Read(ByteWindow bytes)
    {
        PageSize? size = null;
        long leastBits = 0;
        var orientation = Orientation.TopLeft;
        long at = 2;
        Span<byte> head = stackalloc byte[9];
        for (int segment = 0; segment < MaxSegments; segment++)
        {
            if (bytes.ReadUpTo(at, head) < 4 || head[0] != 0xFF)
            {
                break;
            }

            int marker = head[1];
            if (marker is 0xFF)
            {
                at++;
                continue;
            }

            if (marker is StartOfScan or EndOfImage)
            {
                break;
            }

            if (IsFrame(marker))
            {
                size = new PageSize(BinaryPrimitives.ReadUInt16BigEndian(head[7..]), BinaryPrimitives.ReadUInt16BigEndian(head[5..]));
                leastBits = LeastBits(marker, size.Value, bytes.Slice(at + 9, 1 + (3 * byte.MaxValue)));
            }

            int length = BinaryPrimitives.ReadUInt16BigEndian(head[2..]);
            if (marker == App1 && orientation == Orientation.TopLeft)
            {
                orientation = ExifOrientation.ReadJpegSegment(bytes.Slice(at + 4, length - 2));
            }

            at += 2 + length;
        }

        return size is { Width: > 0, Height: > 0 } found
            ? new ImageHeader(found, orientation) { LacksData = 8 * (bytes.Length - at) < leastBits }
            : throw ImageException.BrokenHeader("JPEG");
    }

    /// <summary>Whether the last bytes are the end marker.</summary>
    public static bool IsEnded(ByteWindow bytes)
    {
        Span<byte> end = stackalloc byte[2];
        return bytes.TryRead(bytes.Length - end.Length, end) && end[0] == 0xFF && end[1] == EndOfImage;
    }

    /// <summary>
    /// What the scans of a frame take at the very least: a code of one bit for the first coefficient of every block, and, unless the frame
    /// is progressive, one that ends the block.
    /// </summary>
    private static long LeastBits(int marker, PageSize size, ByteWindow components)
    {
        Span<byte> list = stackalloc byte[1 + (3 * 4)];
        int count = components.ReadUpTo(0, list) > 0 ? list[0] : 0;
        if (count is < 1 or > 4 || marker is not (Baseline or ExtendedSequential or Progressive))
        {
            return 0;
        }

        (int mostAcross, int mostDown) = (1, 1);
        for (int i = 0; i < count; i++)
        {
            int sampling = list[2 + (3 * i)];
            (mostAcross, mostDown) = (Math.Max(mostAcross, sampling >> 4), Math.Max(mostDown, sampling & 15));
        }

        long blocks = 0;
        for (int i = 0; i < count; i++)
        {
            int sampling = list[2 + (3 * i)];
            blocks += Blocks(size.Width, sampling >> 4, mostAcross) * Blocks(size.Height, sampling & 15, mostDown);
        }

        return marker == Progressive ? blocks : 2 * blocks;
    }

    private static long Blocks(int side, int sampling, int most) => (((long)side * sampling / most) + Block - 1) / Block;

    /// <summary>SOF0 to SOF15; C4, C8 and CC are other segments.</summary>
    private static bool IsFrame(int marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
}
