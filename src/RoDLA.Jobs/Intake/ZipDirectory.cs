using System.Buffers;
using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace RoDLA.Jobs.Intake;

/// <summary>Reads the directory of an archive entry by entry (APPNOTE 4.3.12), and checks it against the entries' own headers (4.3.7).</summary>
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

    /// <summary>The entries, in the directory's order; their bytes lie apart from one another, and before the directory.</summary>
    /// <exception cref="ArchiveException">There are too many of them, or it is not consistent.</exception>
    public static ZipEntry[] Read(SafeFileHandle file, int maxEntries, CancellationToken cancellationToken)
    {
        ZipEnd end = ZipEnd.Read(file, RandomAccess.GetLength(file));
        if (end.Entries > maxEntries)
        {
            throw new ArchiveException(ArchiveFault.TooManyEntries, $"The archive has {end.Entries} entries; {maxEntries} are allowed.");
        }

        // An entry is a header at least, so the count cannot promise more than there is room for.
        if (end.Entries * CentralLength > end.DirectorySize)
        {
            throw ZipFaults.Damaged("its directory is too short for its entries");
        }

        ZipEntry[] entries = ReadCentral(file, end, cancellationToken);
        int[] order = [.. Enumerable.Range(0, entries.Length).OrderBy(i => entries[i].HeaderOffset)];
        for (int i = 0; i < order.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            long next = i + 1 < order.Length ? entries[order[i + 1]].HeaderOffset : end.DirectoryOffset;
            entries[order[i]] = ReadLocal(file, entries[order[i]], next);
        }

        return order.Length == 0 || entries[order[0]].HeaderOffset == 0 ? entries : throw ZipFaults.Damaged("it begins with other bytes");
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

            return left == 0 ? entries : throw ZipFaults.Damaged("its directory has more entries than its end says");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Reads one entry of the directory.</summary>
    /// <param name="file">The archive.</param>
    /// <param name="offset">Where the entry begins.</param>
    /// <param name="left">Bytes of the directory from there on.</param>
    /// <param name="buffer">Room for a name and its extra fields.</param>
    /// <param name="length">Bytes of the entry.</param>
    private static ZipEntry ReadCentral(SafeFileHandle file, long offset, long left, byte[] buffer, out long length)
    {
        Span<byte> head = stackalloc byte[CentralLength];
        if (left < CentralLength || !TryRead(file, head, offset) || BinaryPrimitives.ReadUInt32LittleEndian(head) != CentralMark)
        {
            throw ZipFaults.Damaged("an entry of its directory is missing");
        }

        int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(head[28..]);
        int extraLength = BinaryPrimitives.ReadUInt16LittleEndian(head[30..]);
        length = CentralLength + nameLength + extraLength + BinaryPrimitives.ReadUInt16LittleEndian(head[32..]);
        Span<byte> rest = buffer.AsSpan(0, nameLength + extraLength);
        if (length > left || !TryRead(file, rest, offset + CentralLength))
        {
            throw ZipFaults.Damaged("an entry of its directory is cut off");
        }

        string raw = EntryName.Decode(rest[..nameLength]);
        string name = EntryName.Clean(raw);
        ushort flags = BinaryPrimitives.ReadUInt16LittleEndian(head[8..]);
        ushort method = BinaryPrimitives.ReadUInt16LittleEndian(head[10..]);
        if ((flags & PatchFlag) != 0)
        {
            throw new ArchiveException(ArchiveFault.Unsupported, $"The archive holds patches instead of files: {name}.", [name]);
        }

        BigNumbers big = new(rest[nameLength..]);
        long size = big.Next(BinaryPrimitives.ReadUInt32LittleEndian(head[24..]), name);
        long packed = big.Next(BinaryPrimitives.ReadUInt32LittleEndian(head[20..]), name);
        long header = big.Next(BinaryPrimitives.ReadUInt32LittleEndian(head[42..]), name);
        if (BinaryPrimitives.ReadUInt16LittleEndian(head[34..]) is not (0 or ushort.MaxValue))
        {
            throw new ArchiveException(ArchiveFault.Unsupported, "The archive is one part of several; send it as one file.");
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

    /// <summary>Finds an entry's bytes by its own header, and checks that they end before <paramref name="next"/>.</summary>
    private static ZipEntry ReadLocal(SafeFileHandle file, ZipEntry entry, long next)
    {
        Span<byte> head = stackalloc byte[LocalLength];
        if (entry.HeaderOffset > next - LocalLength || !TryRead(file, head, entry.HeaderOffset)
            || BinaryPrimitives.ReadUInt32LittleEndian(head) != LocalMark)
        {
            throw ZipFaults.Damaged($"'{entry.Name}' is not where its directory says, or lies upon another entry");
        }

        long data = entry.HeaderOffset + LocalLength
            + BinaryPrimitives.ReadUInt16LittleEndian(head[26..]) + BinaryPrimitives.ReadUInt16LittleEndian(head[28..]);
        if (data > next || entry.Packed > next - data)
        {
            throw ZipFaults.Damaged($"'{entry.Name}' lies upon another entry, or upon its directory");
        }

        ushort method = BinaryPrimitives.ReadUInt16LittleEndian(head[8..]);
        return method != entry.Method || IsEncrypted(BinaryPrimitives.ReadUInt16LittleEndian(head[6..]), method) != entry.IsEncrypted
            ? throw ZipFaults.Damaged($"'{entry.Name}' and its directory contradict each other")
            : entry with { DataOffset = data };
    }

    private static bool IsEncrypted(ushort flags, ushort method) => (flags & EncryptedFlags) != 0 || method == AesMethod;

    private static bool TryRead(SafeFileHandle file, Span<byte> bytes, long offset) => RandomAccess.Read(file, bytes, offset) == bytes.Length;

    /// <summary>The numbers of the ZIP64 extra field, in their order: each stands for a field that is at its largest (APPNOTE 4.5.3).</summary>
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

            // A quarter of the largest number leaves room to add to it.
            if (_numbers.Length < sizeof(ulong) || BinaryPrimitives.ReadUInt64LittleEndian(_numbers) > long.MaxValue / 4)
            {
                throw ZipFaults.Damaged($"'{name}' has no valid size or place");
            }

            long number = BinaryPrimitives.ReadInt64LittleEndian(_numbers);
            _numbers = _numbers[sizeof(long)..];
            return number;
        }
    }
}
