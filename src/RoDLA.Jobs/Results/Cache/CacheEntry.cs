using System.Security.Cryptography;
using System.Text;

namespace RoDLA.Jobs.Results.Cache;

/// <summary>An answer in its file: the SHA-256 of the answer as a line of text, and the answer.</summary>
internal static class CacheEntry
{
    private const int HashLength = 64;

    /// <summary>Length of what stands before the answer.</summary>
    public const int HeadLength = HashLength + 1;

    /// <summary>The line that stands before <paramref name="answer"/>.</summary>
    public static byte[] Head(ReadOnlySpan<byte> answer) => Encoding.ASCII.GetBytes(Hash(answer) + "\n");

    /// <summary>The answer in a file; null when the file is not whole.</summary>
    public static ReadOnlyMemory<byte>? Read(byte[] file)
    {
        if (file.Length <= HeadLength || file[HashLength] != '\n')
        {
            return null;
        }

        ReadOnlyMemory<byte>? answer = file.AsMemory(HeadLength);
        return Encoding.ASCII.GetString(file, 0, HashLength) == Hash(file.AsSpan(HeadLength)) ? answer : null;
    }

    private static string Hash(ReadOnlySpan<byte> answer) => Convert.ToHexStringLower(SHA256.HashData(answer));
}
