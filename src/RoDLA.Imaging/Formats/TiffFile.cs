namespace RoDLA.Imaging.Formats;

/// <summary>The directory list of a TIFF or BigTIFF, read without decoding (TIFF 6.0, section 2).</summary>
internal sealed class TiffFile
{
    private const int MaxEntries = 4096;
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

    /// <summary>Reads the directory at <paramref name="offset"/>; false when it is broken.</summary>
    public bool TryReadDirectory(long offset, out TiffDirectory directory)
    {
        directory = new TiffDirectory();
        int countSize = _big ? 8 : 2;
        int entrySize = _big ? 20 : 12;
        int pointerSize = _big ? 8 : 4;
        Span<byte> head = stackalloc byte[8];
        if (!_bytes.TryRead(offset, head[..countSize]))
        {
            return false;
        }

        long count = Number(head, countSize);
        if (count is < 1 or > MaxEntries)
        {
            return false;
        }

        int length = (int)count * entrySize;
        byte[] entries = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            if (!_bytes.TryRead(offset + countSize, entries.AsSpan(0, length)))
            {
                return false;
            }

            for (int at = 0; at < length; at += entrySize)
            {
                ReadEntry(entries.AsSpan(at, entrySize), ref directory);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(entries);
        }

        // EXIF blocks may end without the pointer to a next directory.
        directory.Next = _bytes.TryRead(offset + countSize + length, head[..pointerSize]) ? Number(head, pointerSize) : 0;
        return true;
    }

    /// <summary>Reads entries that hold one integer inline; libtiff reads the others.</summary>
    private void ReadEntry(ReadOnlySpan<byte> entry, ref TiffDirectory directory)
    {
        int valueAt = _big ? 12 : 8;
        if (Number(entry[4..], valueAt - 4) != 1)
        {
            return;
        }

        int size = Number(entry[2..], 2) switch { 3 => 2, 4 => 4, 16 when _big => 8, _ => 0 };
        if (size > 0)
        {
            directory.Add((int)Number(entry, 2), Number(entry[valueAt..], size));
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
