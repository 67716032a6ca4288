namespace RoDLA.Imaging;

/// <summary>The bytes of a document, in memory or in a file.</summary>
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

    /// <summary>Resolution at which the pages of a PDF are rendered, in dots per inch; null for that of the options.</summary>
    public int? PdfDpi { get; private init; }

    /// <summary>Bytes in memory.</summary>
    public static DocumentSource FromMemory(ReadOnlyMemory<byte> bytes) => new(null, bytes, bytes.Length);

    /// <summary>Bytes in a file; symbolic links are resolved.</summary>
    public static DocumentSource FromFile(string path)
    {
        // The length of a symbolic link is the length of its target's name.
        FileSystemInfo? target = File.ResolveLinkTarget(path, returnFinalTarget: true);
        return new DocumentSource(path, default, new FileInfo(target?.FullName ?? path).Length);
    }

    /// <summary>The same bytes, with a resolution for the pages of a PDF.</summary>
    public DocumentSource AtDpi(int? dpi) => new(Path, Bytes, Length) { PdfDpi = dpi };

    /// <summary>Opens the file, or answers null when the bytes are in memory.</summary>
    internal SafeFileHandle? OpenFile() => Path is null ? null : File.OpenHandle(Path);
}
