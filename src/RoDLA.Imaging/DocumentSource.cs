using Microsoft.Win32.SafeHandles;

namespace RoDLA.Imaging;

/// <summary>Bytes of an upload: small ones in memory, large ones in a file.</summary>
public sealed class DocumentSource
{
    private DocumentSource(string? path, ReadOnlyMemory<byte> bytes, long length)
    {
        Path = path;
        Bytes = bytes;
        Length = length;
    }

    /// <summary>The file that holds the bytes, or null when they are in <see cref="Bytes"/>.</summary>
    public string? Path { get; }

    /// <summary>The bytes, empty when they are in the file <see cref="Path"/>.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Number of bytes.</summary>
    public long Length { get; }

    /// <summary>Bytes in memory.</summary>
    public static DocumentSource FromMemory(ReadOnlyMemory<byte> bytes) => new(null, bytes, bytes.Length);

    /// <summary>Bytes in a file, or in the one that a link leads to.</summary>
    public static DocumentSource FromFile(string path)
    {
        // A link's own length is that of its target's name.
        FileSystemInfo? target = File.ResolveLinkTarget(path, returnFinalTarget: true);
        return new DocumentSource(path, default, new FileInfo(target?.FullName ?? path).Length);
    }

    /// <summary>Opens the file, or answers null when the bytes are in memory.</summary>
    internal SafeFileHandle? OpenFile() => Path is null ? null : File.OpenHandle(Path);
}
