namespace RoDLA.Imaging.Formats;

/// <summary>The directory list of a TIFF or BigTIFF, read without decoding (TIFF 6.0, section 2).</summary>
internal sealed class TiffFile
{
    private const int MaxEntries = 4096;
    private const int Float = 11;
    private readonly ByteWindow _bytes;
    private readonly bool _bigEndian;
    private readonly bool _big;

    private TiffFile(ByteWindow bytes, bool bigEndian, bool big)
    {
        _bytes = bytes;
        _bigEndian = bigEndian;
        _big = big;
    }

    /// <summary>Offset of the first directory.</summary>
    public long FirstDirectory { get; private set; }

    /// <summary>Reads the file header; null when there is none.</summary>
    public static TiffFile? TryOpen(ByteWindow bytes)
    {
        Span<byte> head = stackalloc byte[16];
        int length = bytes.ReadUpTo(0, head);
        if (length < 8 || !(head.StartsWith("II"u8) || head.StartsWith("MM"u8)))
        {
            return null;
        }

        bool bigEndian = head[0] == 'M';
        int magic = bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(head[2..]) : BinaryPrimitives.ReadUInt16LittleEndian(head[2..]);
        if (magic is not (42 or 43) || (magic == 43 && length < 16))
        {
            return null;
        }

        var file = new TiffFile(bytes, bigEndian, magic == 43);
        file.FirstDirectory = file._big ? file.Number(head[8..], 8) : file.Number(head[4..], 4);
        return file;
    }

    /// <summary>The orientation among the tags of a directory (tag 274); upright when it is missing or out of range.</summary>
    public static Orientation OrientationOf(IReadOnlyDictionary<int, long> tags) =>
        tags.GetValueOrDefault(274) is >= 1 and <= 8 and var number ? (Orientation)number : Orientation.TopLeft;

    /// <summary>Reads the image file directory at <paramref name="offset"/>.</summary>
    /// <param name="offset">Place in the file.</param>
    /// <param name="tags">Gets the entries that hold one integer, by tag; null when only the next directory is wanted.</param>
    /// <returns>Offset of the directory after this one, 0 after the last; null when the directory is broken.</returns>
    public long? TryReadDirectory(long offset, Dictionary<int, long>? tags = null)
    {
        int countSize = _big ? 8 : 2;
        int entrySize = _big ? 20 : 12;
        int pointerSize = _big ? 8 : 4;
        Span<byte> head = stackalloc byte[8];
        if (!_bytes.TryRead(offset, head[..countSize]))
        {
            return null;
        }

        long count = Number(head, countSize);
        if (count is < 1 or > MaxEntries)
        {
            return null;
        }

        int length = (int)count * entrySize;
        byte[] entries = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            if (!_bytes.TryRead(offset + countSize, entries.AsSpan(0, length)))
            {
                return null;
            }

            // EXIF blocks may end without the pointer to a next directory.
            long next = _bytes.TryRead(offset + countSize + length, head[..pointerSize]) ? Number(head, pointerSize) : 0;
            for (int at = 0; at < length && tags is not null; at += entrySize)
            {
                ReadEntry(entries.AsSpan(at, entrySize), tags);
            }

            return next;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(entries);
        }
    }

    /// <summary>Reads entries that hold one number inline; libtiff reads the others. Minus its tag has the bits of a float.</summary>
    private void ReadEntry(ReadOnlySpan<byte> entry, Dictionary<int, long> tags)
    {
        int valueAt = _big ? 12 : 8;
        long type = Number(entry[2..], 2);
        int size = type switch { 3 => 2, 4 or Float => 4, 16 when _big => 8, _ => 0 };
        if (size > 0 && Number(entry[4..], valueAt - 4) == 1)
        {
            int tag = (int)Number(entry, 2);
            tags[type == Float ? -tag : tag] = Number(entry[valueAt..], size);
        }
    }

    private long Number(ReadOnlySpan<byte> bytes, int size) => (size, _bigEndian) switch
    {
        (2, true) => BinaryPrimitives.ReadUInt16BigEndian(bytes),
        (2, false) => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        (4, true) => BinaryPrimitives.ReadUInt32BigEndian(bytes),
        (4, false) => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        (_, true) => BinaryPrimitives.ReadInt64BigEndian(bytes),
        (_, false) => BinaryPrimitives.ReadInt64LittleEndian(bytes),
    };
}
