using System.Text;

namespace RoDLA.Jobs.Results.Cache;

/// <summary>A cached report in its file: its SHA-256 as a line of text, then the report.</summary>
internal static class CacheEntry
{
    private const int HashLength = 64;

    public const int HeadLength = HashLength + 1;

    public static byte[] Head(ReadOnlySpan<byte> report) => Encoding.ASCII.GetBytes(Hash(report) + "\n");

    /// <summary>The report in a file; null when the file is damaged.</summary>
    public static ReadOnlyMemory<byte>? Read(byte[] file)
    {
        if (file.Length <= HeadLength || file[HashLength] != '\n')
        {
            return null;
        }

        ReadOnlyMemory<byte>? report = file.AsMemory(HeadLength);
        return Encoding.ASCII.GetString(file, 0, HashLength) == Hash(file.AsSpan(HeadLength)) ? report : null;
    }

    private static string Hash(ReadOnlySpan<byte> report) => Convert.ToHexStringLower(SHA256.HashData(report));
}
