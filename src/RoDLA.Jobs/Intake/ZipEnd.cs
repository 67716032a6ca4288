using System.Buffers.Binary;

namespace RoDLA.Jobs.Intake;

/// <summary>The end records of an archive, which locate its directory (APPNOTE 4.3.14 to 4.3.16).</summary>
internal readonly record struct ZipEnd(long DirectoryOffset, long DirectorySize, long Entries)
{
    private const uint EndMark = 0x06054B50;
    private const uint LocatorMark = 0x07064B50;
    private const uint BigEndMark = 0x06064B50;
    private const int EndLength = 22;
    private const int LocatorLength = 20;
    private const int BigEndLength = 56;
    private const int MaxPadding = 64 * 1024;

    /// <summary>
    /// Reads and checks the records. The directory must end where the records begin, so that every reader finds the same directory: no
    /// bytes before the archive, no second end record in the comment. Behind the archive up to 64 KiB of padding are skipped.
    /// </summary>
    /// <exception cref="ArchiveException">They are missing, inconsistent, or refer to other disks.</exception>
    public static ZipEnd Read(SafeFileHandle file, long length)
    {
        byte[] tail = new byte[(int)Math.Min(length, EndLength + ushort.MaxValue + MaxPadding)];
        if (RandomAccess.Read(file, tail, length - tail.Length) != tail.Length)
        {
            throw ArchiveException.Damaged("it cannot be read completely");
        }

        int at = Find(tail, length - tail.Length);
        long position = length - tail.Length + at;
        ReadOnlySpan<byte> end = tail.AsSpan(at, EndLength);
        Counts small = new(
            BinaryPrimitives.ReadUInt16LittleEndian(end[4..]),
            BinaryPrimitives.ReadUInt16LittleEndian(end[6..]),
            BinaryPrimitives.ReadUInt16LittleEndian(end[8..]),
            BinaryPrimitives.ReadUInt16LittleEndian(end[10..]),
            BinaryPrimitives.ReadUInt32LittleEndian(end[12..]),
            BinaryPrimitives.ReadUInt32LittleEndian(end[16..]));
        (Counts counts, long directoryEnd) = ReadBig(file, position, small) ?? (small, position);
        if (counts.Disk != 0 || counts.DirectoryDisk != 0 || counts.EntriesHere != counts.Entries)
        {
            throw ArchiveException.InParts();
        }

        return counts.Offset <= (ulong)directoryEnd && counts.Size == (ulong)directoryEnd - counts.Offset && counts.Entries <= int.MaxValue
            ? new ZipEnd((long)counts.Offset, (long)counts.Size, (long)counts.Entries)
            : throw ArchiveException.Damaged("its directory is not where its end record says");
    }

    /// <summary>
    /// The record whose comment ends with the file; without one, the record before the padding, whose directory must end at it. Padding may
    /// be any bytes without such a record.
    /// </summary>
    private static int Find(ReadOnlySpan<byte> tail, long start)
    {
        int exact = -1;
        int padded = -1;
        for (int at = tail.Length - EndLength; at >= 0; at--)
        {
            ReadOnlySpan<byte> end = tail[at..];
            if (BinaryPrimitives.ReadUInt32LittleEndian(end) != EndMark)
            {
                continue;
            }

            int padding = end.Length - EndLength - BinaryPrimitives.ReadUInt16LittleEndian(end[20..]);
            if (padding == 0)
            {
                exact = exact < 0 ? at : throw ArchiveException.Damaged("it has two end records");
            }
            else if (padding is > 0 and <= MaxPadding && EndsDirectory(end, start + at) && end[^padding..].IndexOf("PK\x05\x06"u8) < 0)
            {
                padded = padded < 0 ? at : throw ArchiveException.Damaged("it has two end records");
            }
        }

        return exact >= 0 ? exact : padded >= 0 ? padded : throw ArchiveException.Damaged("its end record is missing");
    }

    /// <summary>Whether the directory ends where the record begins, or is located by a ZIP64 record.</summary>
    private static bool EndsDirectory(ReadOnlySpan<byte> end, long position)
    {
        uint offset = BinaryPrimitives.ReadUInt32LittleEndian(end[16..]);
        return offset == uint.MaxValue || (long)offset + BinaryPrimitives.ReadUInt32LittleEndian(end[12..]) == position;
    }

    /// <summary>The ZIP64 records and their offset; null without them.</summary>
    private static (Counts Counts, long Position)? ReadBig(SafeFileHandle file, long end, Counts small)
    {
        Span<byte> bytes = stackalloc byte[BigEndLength];
        if (end < LocatorLength || !ZipDirectory.TryRead(file, bytes[..LocatorLength], end - LocatorLength)
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != LocatorMark)
        {
            return small.IsSaturated ? throw ArchiveException.Damaged("its ZIP64 end record is missing") : null;
        }

        long locator = end - LocatorLength;
        ulong position = BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]);
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) != 0 || BinaryPrimitives.ReadUInt32LittleEndian(bytes[16..]) > 1)
        {
            throw ArchiveException.InParts();
        }

        if (position > (ulong)locator || (ulong)locator - position < BigEndLength || !ZipDirectory.TryRead(file, bytes, (long)position)
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != BigEndMark
            || BinaryPrimitives.ReadUInt64LittleEndian(bytes[4..]) != (ulong)locator - position - 12)
        {
            throw ArchiveException.Damaged("its ZIP64 end record is misplaced");
        }

        Counts big = new(
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[16..]),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[20..]),
            BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..]),
            BinaryPrimitives.ReadUInt64LittleEndian(bytes[32..]),
            BinaryPrimitives.ReadUInt64LittleEndian(bytes[40..]),
            BinaryPrimitives.ReadUInt64LittleEndian(bytes[48..]));
        return small.Agrees(big) ? (big, (long)position) : throw ArchiveException.Damaged("its end records are inconsistent");
    }

    /// <summary>Fields of either record.</summary>
    private readonly record struct Counts(uint Disk, uint DirectoryDisk, ulong EntriesHere, ulong Entries, ulong Size, ulong Offset)
    {
        /// <summary>Whether a field has its maximum, which refers to the ZIP64 record.</summary>
        public bool IsSaturated =>
            Disk == ushort.MaxValue || DirectoryDisk == ushort.MaxValue || EntriesHere == ushort.MaxValue || Entries == ushort.MaxValue
            || Size == uint.MaxValue || Offset == uint.MaxValue;

        /// <summary>Whether the ZIP64 record has the same values where this one is not saturated.</summary>
        public bool Agrees(Counts big) =>
            (Disk == ushort.MaxValue || Disk == big.Disk)
            && (DirectoryDisk == ushort.MaxValue || DirectoryDisk == big.DirectoryDisk)
            && (EntriesHere == ushort.MaxValue || EntriesHere == big.EntriesHere)
            && (Entries == ushort.MaxValue || Entries == big.Entries)
            && (Size == uint.MaxValue || Size == big.Size)
            && (Offset == uint.MaxValue || Offset == big.Offset);
    }
}
