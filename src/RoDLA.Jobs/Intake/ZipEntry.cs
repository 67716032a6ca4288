namespace RoDLA.Jobs.Intake;

/// <summary>An entry as the directory of its archive has it.</summary>
/// <param name="Name">Its name, made fit to be shown.</param>
/// <param name="LeavesFolder">Whether its name would lead out of the folder that it is unpacked to.</param>
/// <param name="IsIgnored">Whether it is passed over: a folder, or what a file manager leaves behind.</param>
/// <param name="IsEncrypted">Whether it is encrypted.</param>
/// <param name="Method">How it is packed.</param>
/// <param name="Checksum">CRC-32 of its bytes.</param>
/// <param name="Packed">Bytes in the archive.</param>
/// <param name="Size">Bytes unpacked, as it says.</param>
/// <param name="HeaderOffset">Where its own header begins.</param>
internal sealed record ZipEntry(
    string Name, bool LeavesFolder, bool IsIgnored, bool IsEncrypted, ushort Method, uint Checksum, long Packed, long Size, long HeaderOffset)
{
    /// <summary>Bytes as they are.</summary>
    public const ushort Stored = 0;

    /// <summary>DEFLATE (RFC 1951).</summary>
    public const ushort Deflated = 8;

    /// <summary>Where its bytes begin.</summary>
    public long DataOffset { get; init; }
}
