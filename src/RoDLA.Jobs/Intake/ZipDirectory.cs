using System.Buffers.Binary;

namespace RoDLA.Jobs.Intake;

/// <summary>Reads the central directory of an archive (APPNOTE 4.3.12) and checks it against the local headers (4.3.7).</summary>
internal static class ZipDirectory
{
    private const uint CentralMark = 0x02014B50;
    private const uint LocalMark = 0x04034B50;
    private const int CentralLength = 46;
    private const int LocalLength = 30;
    private const ushort EncryptedFlags = 0x0001 | 0x0040 | 0x2000;
    private const ushort PatchFlag = 0x0020;
    private const ushort AesMethod = 99;
    private const ushort BigExtra = 0x0001;

    /// <summary>The entries, in the order of the directory; their data do not overlap each other or the directory.</summary>
    /// <exception cref="ArchiveException">There are too many entries, or the directory is inconsistent.</exception>
    public static ZipEntry[] Read(SafeFileHandle file, int maxEntries, CancellationToken cancellationToken)
    {
        ZipEnd end = ZipEnd.Read(file, RandomAccess.GetLength(file));
        if (end.Entries > maxEntries)
        {
            throw new ArchiveException(ArchiveFault.TooManyEntries, $"The archive has {end.Entries} entries; {maxEntries} are allowed.");
        }

        // Each entry has at least a header, so the directory bounds the count.
        if (end.Entries * CentralLength > end.DirectorySize)
        {
            throw ArchiveException.Damaged("its directory is too short for its entries");
        }

        ZipEntry[] entries = ReadCentral(file, end, cancellationToken);
        int[] order = [.. Enumerable.Range(0, entries.Length).OrderBy(i => entries[i].HeaderOffset)];
        for (int i = 0; i < order.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            long next = i + 1 < order.Length ? entries[order[i + 1]].HeaderOffset : end.DirectoryOffset;
            entries[order[i]] = ReadLocal(file, entries[order[i]], next);
        }

        return order.Length == 0 || entries[order[0]].HeaderOffset == 0
            ? entries
            : throw ArchiveException.Damaged("it does not begin with an entry");
    }

    private static ZipEntry[] ReadCentral(SafeFileHandle file, ZipEnd end, CancellationToken cancellationToken)
    {
        ZipEntry[] entries = new ZipEntry[end.Entries];
        byte[] buffer = ArrayPool<byte>.Shared.Rent(2 * ushort.MaxValue);
        try
        {
            long left = end.DirectorySize;
            for (int i = 0; i < entries.Length; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                entries[i] = ReadCentral(file, end.DirectoryOffset + end.DirectorySize - left, left, buffer, out long length);
                left -= length;
            }

            return left == 0 ? entries : throw ArchiveException.Damaged("its directory is longer than declared");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Reads one entry of the directory.</summary>
    private static ZipEntry ReadCentral(SafeFileHandle file, long offset, long left, byte[] buffer, out long length)
    {
        Span<byte> head = stackalloc byte[CentralLength];
        if (left < CentralLength || !TryRead(file, head, offset) || BinaryPrimitives.ReadUInt32LittleEndian(head) != CentralMark)
        {
            throw ArchiveException.Damaged("an entry of its directory is missing");
        }

        int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(head[28..]);
        int extraLength = BinaryPrimitives.ReadUInt16LittleEndian(head[30..]);
        length = CentralLength + nameLength + extraLength + BinaryPrimitives.ReadUInt16LittleEndian(head[32..]);
        Span<byte> rest = buffer.AsSpan(0, nameLength + extraLength);
        if (length > left || !TryRead(file, rest, offset + CentralLength))
        {
            throw ArchiveException.Damaged("an entry of its directory is truncated");
        }

        string raw = EntryName.Decode(rest[..nameLength]);
        string name = EntryName.Clean(raw);
        ushort flags = BinaryPrimitives.ReadUInt16LittleEndian(head[8..]);
        ushort method = BinaryPrimitives.ReadUInt16LittleEndian(head[10..]);
        if ((flags & PatchFlag) != 0)
        {
            throw new ArchiveException(ArchiveFault.Unsupported, $"The archive contains patches instead of files: {name}.", [name]);
        }

        BigNumbers big = new(rest[nameLength..]);
        long size = big.Next(BinaryPrimitives.ReadUInt32LittleEndian(head[24..]), name);
        long packed = big.Next(BinaryPrimitives.ReadUInt32LittleEndian(head[20..]), name);
        long header = big.Next(BinaryPrimitives.ReadUInt32LittleEndian(head[42..]), name);
        if (BinaryPrimitives.ReadUInt16LittleEndian(head[34..]) is not (0 or ushort.MaxValue))
        {
            throw ArchiveException.InParts();
        }

        return new ZipEntry(
            name,
            EntryName.LeavesFolder(raw),
            (EntryName.IsFolder(raw) && size == 0) || EntryName.IsLeftover(raw),
            IsEncrypted(flags, method),
            method,
            BinaryPrimitives.ReadUInt32LittleEndian(head[16..]),
            packed,
            size,
            header);
    }

    /// <summary>Finds the data of an entry by its local header and checks that they end before <paramref name="next"/>.</summary>
    private static ZipEntry ReadLocal(SafeFileHandle file, ZipEntry entry, long next)
    {
        Span<byte> head = stackalloc byte[LocalLength];
        if (entry.HeaderOffset > next - LocalLength || !TryRead(file, head, entry.HeaderOffset)
            || BinaryPrimitives.ReadUInt32LittleEndian(head) != LocalMark)
        {
            throw ArchiveException.Damaged($"'{entry.Name}' is not where the directory says, or overlaps another entry");
        }

        long data = entry.HeaderOffset + LocalLength
            + BinaryPrimitives.ReadUInt16LittleEndian(head[26..]) + BinaryPrimitives.ReadUInt16LittleEndian(head[28..]);
        if (data > next || entry.Packed > next - data)
        {
            throw ArchiveException.Damaged($"'{entry.Name}' overlaps another entry or the directory");
        }

        ushort method = BinaryPrimitives.ReadUInt16LittleEndian(head[8..]);
        return method != entry.Method || IsEncrypted(BinaryPrimitives.ReadUInt16LittleEndian(head[6..]), method) != entry.IsEncrypted
            ? throw ArchiveException.Damaged($"'{entry.Name}' and the directory are inconsistent")
            : entry with { DataOffset = data };
    }

    private static bool IsEncrypted(ushort flags, ushort method) => (flags & EncryptedFlags) != 0 || method == AesMethod;

    /// <summary>Fills a buffer from a file; false at its end.</summary>
    internal static bool TryRead(SafeFileHandle file, Span<byte> bytes, long offset) =>
        RandomAccess.Read(file, bytes, offset) == bytes.Length;

    /// <summary>The ZIP64 extra field: one number, in order, for each saturated field of the entry (APPNOTE 4.5.3).</summary>
    private ref struct BigNumbers
    {
        private ReadOnlySpan<byte> _numbers;

        public BigNumbers(ReadOnlySpan<byte> extra)
        {
            while (extra.Length >= 4)
            {
                int length = BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]);
                if (length > extra.Length - 4)
                {
                    return;
                }

                if (BinaryPrimitives.ReadUInt16LittleEndian(extra) == BigExtra)
                {
                    _numbers = extra.Slice(4, length);
                    return;
                }

                extra = extra[(4 + length)..];
            }
        }

        public long Next(uint small, string name)
        {
            if (small != uint.MaxValue)
            {
                return small;
            }

            // The bound avoids overflow in sums.
            if (_numbers.Length < sizeof(ulong) || BinaryPrimitives.ReadUInt64LittleEndian(_numbers) > long.MaxValue / 4)
            {
                throw ArchiveException.Damaged($"'{name}' has an invalid size or offset");
            }

            long number = BinaryPrimitives.ReadInt64LittleEndian(_numbers);
            _numbers = _numbers[sizeof(long)..];
            return number;
        }
    }
}
