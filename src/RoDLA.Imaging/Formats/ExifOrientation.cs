namespace RoDLA.Imaging.Formats;

/// <summary>The orientation tag of an EXIF block, which is a small TIFF.</summary>
internal static class ExifOrientation
{
    /// <summary>From the content of a JPEG APP1 segment; upright when it is not EXIF.</summary>
    public static Orientation ReadJpegSegment(ByteWindow segment)
    {
        Span<byte> mark = stackalloc byte[6];
        return segment.TryRead(0, mark) && mark.SequenceEqual("Exif\0\0"u8)
            ? Read(segment.Slice(6, segment.Length))
            : Orientation.TopLeft;
    }

    /// <summary>From a bare EXIF block; upright when it is broken, since broken metadata must not make a picture unreadable.</summary>
    public static Orientation Read(ByteWindow exif)
    {
        Dictionary<int, long> tags = [];
        TiffFile? tiff = TiffFile.TryOpen(exif);
        _ = tiff?.TryReadDirectory(tiff.FirstDirectory, tags);
        return TiffFile.OrientationOf(tags);
    }
}
