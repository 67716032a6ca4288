namespace RoDLA.Jobs.Intake;

/// <summary>Recognizes archives by their first bytes.</summary>
public static class ArchiveMarks
{
    /// <summary>Number of first bytes required.</summary>
    public const int HeadLength = 512;

    private const int TarMarkOffset = 257;

    /// <summary>Whether a file is a ZIP archive, the supported kind.</summary>
    /// <param name="head">Its first bytes, up to <see cref="HeadLength"/>.</param>
    public static bool IsArchive(ReadOnlySpan<byte> head) =>
        head is [0x50, 0x4B, 3, 4, ..] or [0x50, 0x4B, 5, 6, ..] or [0x50, 0x4B, 7, 8, ..];

    /// <summary>Whether a file is an archive or a compressed file of any common kind.</summary>
    /// <param name="head">Its first bytes, up to <see cref="HeadLength"/>.</param>
    public static bool IsAnyArchive(ReadOnlySpan<byte> head) => IsArchive(head) || head switch
    {
        [0x1F, 0x8B, ..] => true,                               // gzip
        [0x42, 0x5A, 0x68, >= 0x31 and <= 0x39, ..] => true,    // bzip2
        [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0, ..] => true,          // xz
        [0x28, 0xB5, 0x2F, 0xFD, ..] => true,                   // Zstandard
        [0x04, 0x22, 0x4D, 0x18, ..] => true,                   // LZ4
        [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, ..] => true,       // 7z
        [0x52, 0x61, 0x72, 0x21, 0x1A, 0x07, ..] => true,       // RAR
        [0x4D, 0x53, 0x43, 0x46, 0, 0, 0, 0, ..] => true,       // CAB
        _ => head.Length > TarMarkOffset && head[TarMarkOffset..].StartsWith("ustar"u8),
    };
}
