namespace RoDLA.Jobs.Intake;

/// <summary>An entry of the directory of an archive.</summary>
/// <param name="Name">Its cleaned name.</param>
/// <param name="LeavesFolder">Whether its name leaves the target folder.</param>
/// <param name="IsIgnored">Whether it is skipped: a folder or a file of a file manager.</param>
/// <param name="IsEncrypted">Whether it is encrypted.</param>
/// <param name="Method">Compression method.</param>
/// <param name="Checksum">CRC-32 of its content.</param>
/// <param name="Packed">Compressed size in bytes.</param>
/// <param name="Size">Declared uncompressed size in bytes.</param>
/// <param name="HeaderOffset">Offset of its local header.</param>
internal sealed record ZipEntry(
    string Name,
    bool LeavesFolder,
    bool IsIgnored,
    bool IsEncrypted,
    ushort Method,
    uint Checksum,
    long Packed,
    long Size,
    long HeaderOffset)
{
    /// <summary>Not compressed.</summary>
    public const ushort Stored = 0;

    /// <summary>DEFLATE (RFC 1951).</summary>
    public const ushort Deflated = 8;

    /// <summary>Offset of its data.</summary>
    public long DataOffset { get; init; }
}
