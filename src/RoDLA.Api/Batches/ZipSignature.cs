namespace RoDLA.Api.Batches;

/// <summary>Tells ZIP archives by their first bytes.</summary>
internal static class ZipSignature
{
    /// <summary>Bytes that are looked at.</summary>
    public const int Length = 4;

    /// <summary>Whether a file that begins with <paramref name="bytes"/> is an archive, be it empty or one part of several.</summary>
    public static bool IsAtStartOf(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("PK\u0003\u0004"u8) || bytes.StartsWith("PK\u0005\u0006"u8) || bytes.StartsWith("PK\u0007\u0008"u8);
}
