using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace RoDLA.Tests.Jobs.Intake;

/// <summary>Writes ZIP archives with any field wrong.</summary>
internal sealed class ZipForge
{
    public List<ForgedEntry> Entries { get; } = [];

    public byte[] Comment { get; set; } = [];

    /// <summary>Bytes before the first entry; offsets ignore them unless <see cref="ShiftsPlaces"/>.</summary>
    public byte[] Prefix { get; set; } = [];

    public bool ShiftsPlaces { get; set; }

    /// <summary>Bytes between the entries and the directory.</summary>
    public byte[] Gap { get; set; } = [];

    /// <summary>Whether the ZIP64 records are written.</summary>
    public bool IsBig { get; set; }

    /// <summary>Wrong fields of the end record.</summary>
    public long? SaidCount { get; set; }

    public long? SaidDirectorySize { get; set; }

    public long? SaidDirectoryOffset { get; set; }

    public ushort Disk { get; set; }

    public ushort DirectoryDisk { get; set; }

    /// <summary>Adds a file.</summary>
    public ForgedEntry Add(string name, byte[] content, bool deflate = true)
    {
        ForgedEntry entry = new(Encoding.UTF8.GetBytes(name), deflate ? Deflate(content) : content)
        {
            Method = deflate ? (ushort)8 : (ushort)0,
            Size = content.Length,
            Checksum = Crc32.HashToUInt32(content),
        };
        Entries.Add(entry);
        return entry;
    }

    public static byte[] Deflate(byte[] content)
    {
        using MemoryStream packed = new();
        using (DeflateStream stream = new(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            stream.Write(content);
        }

        return packed.ToArray();
    }

    public byte[] Build()
    {
        using MemoryStream file = new();
        using BinaryWriter writer = new(file);
        writer.Write(Prefix);
        foreach (ForgedEntry entry in Entries)
        {
            entry.Offset ??= (ulong)(file.Position - (ShiftsPlaces ? 0 : Prefix.Length));
            if (entry.IsWritten)
            {
                WriteLocal(writer, entry);
            }
        }

        writer.Write(Gap);
        long directory = file.Position;
        Entries.ForEach(e => WriteCentral(writer, e));
        WriteEnd(writer, file, SaidDirectoryOffset ?? directory - (ShiftsPlaces ? 0 : Prefix.Length), SaidDirectorySize ?? file.Position - directory);
        return file.ToArray();
    }

    private static void WriteLocal(BinaryWriter writer, ForgedEntry entry)
    {
        bool hasDescriptor = (entry.Flags & 8) != 0;
        writer.Write(0x04034B50);
        writer.Write((ushort)20);
        writer.Write(entry.LocalFlags ?? entry.Flags);
        writer.Write(entry.LocalMethod ?? entry.Method);
        writer.Write(0x5A000000);
        writer.Write(hasDescriptor ? 0 : entry.Checksum);
        writer.Write(hasDescriptor ? 0 : entry.IsBig ? uint.MaxValue : (uint)entry.Packed);
        writer.Write(hasDescriptor ? 0 : entry.IsBig ? uint.MaxValue : (uint)entry.Size);
        byte[] extra = entry.IsBig ? BigExtra(entry.Size, entry.Packed) : [];
        writer.Write((ushort)entry.Name.Length);
        writer.Write((ushort)extra.Length);
        writer.Write(entry.Name);
        writer.Write(extra);
        writer.Write(entry.Data);
        if (hasDescriptor)
        {
            writer.Write(0x08074B50);
            writer.Write(entry.Checksum);
            writer.Write((uint)entry.Packed);
            writer.Write((uint)entry.Size);
        }
    }

    private static void WriteCentral(BinaryWriter writer, ForgedEntry entry)
    {
        byte[] extra = [.. entry.IsBig ? BigExtra(entry.Size, entry.Packed, (long)entry.Offset!.Value) : [], .. entry.Extra];
        writer.Write(0x02014B50);
        writer.Write((ushort)20);
        writer.Write((ushort)20);
        writer.Write(entry.Flags);
        writer.Write(entry.Method);
        writer.Write(0x5A000000);
        writer.Write(entry.Checksum);
        writer.Write(entry.IsBig ? uint.MaxValue : (uint)entry.Packed);
        writer.Write(entry.IsBig ? uint.MaxValue : (uint)entry.Size);
        writer.Write((ushort)entry.Name.Length);
        writer.Write((ushort)extra.Length);
        writer.Write((ushort)entry.Comment.Length);
        writer.Write(entry.Disk);
        writer.Write((ushort)0);
        writer.Write(0);
        writer.Write(entry.IsBig ? uint.MaxValue : (uint)entry.Offset!.Value);
        writer.Write(entry.Name);
        writer.Write(extra);
        writer.Write(entry.Comment);
    }

    private void WriteEnd(BinaryWriter writer, MemoryStream file, long offset, long size)
    {
        long count = SaidCount ?? Entries.Count;
        if (IsBig)
        {
            long big = file.Position;
            writer.Write(0x06064B50);
            writer.Write(44L);
            writer.Write((ushort)45);
            writer.Write((ushort)45);
            writer.Write((uint)Disk);
            writer.Write((uint)DirectoryDisk);
            writer.Write(count);
            writer.Write(count);
            writer.Write(size);
            writer.Write(offset);
            writer.Write(0x07064B50);
            writer.Write(0);
            writer.Write(big);
            writer.Write(1);
        }

        writer.Write(0x06054B50);
        writer.Write(Disk);
        writer.Write(DirectoryDisk);
        writer.Write(IsBig ? ushort.MaxValue : (ushort)count);
        writer.Write(IsBig ? ushort.MaxValue : (ushort)count);
        writer.Write(IsBig ? uint.MaxValue : (uint)size);
        writer.Write(IsBig ? uint.MaxValue : (uint)offset);
        writer.Write((ushort)Comment.Length);
        writer.Write(Comment);
    }

    private static byte[] BigExtra(params long[] numbers) =>
        [1, 0, (byte)(8 * numbers.Length), 0, .. numbers.SelectMany(BitConverter.GetBytes)];
}

/// <summary>An entry; correct by default.</summary>
internal sealed class ForgedEntry(byte[] name, byte[] data)
{
    private long? _packed;

    public byte[] Name { get; set; } = name;

    public byte[] Data { get; set; } = data;

    public ushort Method { get; set; }

    public ushort? LocalMethod { get; set; }

    public ushort Flags { get; set; } = 0x0800;

    public ushort? LocalFlags { get; set; }

    public uint Checksum { get; set; }

    public long Size { get; set; }

    public long Packed
    {
        get => _packed ?? Data.Length;
        set => _packed = value;
    }

    public ulong? Offset { get; set; }

    public bool IsBig { get; set; }

    /// <summary>Whether header and data are written, or only the directory entry.</summary>
    public bool IsWritten { get; set; } = true;

    public byte[] Extra { get; set; } = [];

    public byte[] Comment { get; set; } = [];

    public ushort Disk { get; set; }
}
