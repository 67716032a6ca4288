namespace RoDLA.Imaging.Formats;

/// <summary>Size and orientation of a JPEG, from its markers (ITU-T T.81, annex B).</summary>
internal static class JpegHeader
{
    private const int MaxSegments = 2000;
    private const int StartOfScan = 0xDA;
    private const int EndOfImage = 0xD9;
    private const int App1 = 0xE1;

    /// <exception cref="ImageException">The markers are broken or no frame header comes before the first scan.</exception>
    public static ImageHeader Read(ByteWindow bytes)
    {
        PageSize? size = null;
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
            }

            int length = BinaryPrimitives.ReadUInt16BigEndian(head[2..]);
            if (marker == App1 && orientation == Orientation.TopLeft)
            {
                orientation = ExifOrientation.ReadJpegSegment(bytes.Slice(at + 4, length - 2));
            }

            at += 2 + length;
        }

        return size is { Width: > 0, Height: > 0 } found ? new ImageHeader(found, orientation) : throw ImageException.BrokenHeader("JPEG");
    }

    /// <summary>SOF0 to SOF15; C4, C8 and CC are other segments.</summary>
    private static bool IsFrame(int marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
}
