using System.Security.Cryptography;

namespace RoDLA.Analysis.Datasets;

/// <summary>SHA-256 of what a run reads, hexadecimal, so that a continuation can tell that it reads the same.</summary>
internal static class ContentDigest
{
    /// <summary>Of the content of a file.</summary>
    public static async Task<string> OfFileAsync(string path, CancellationToken cancellationToken) =>
        Convert.ToHexStringLower(await HashAsync(path, cancellationToken).ConfigureAwait(false));

    /// <summary>Of the names and contents of files, in their order.</summary>
    /// <param name="folder">Folder that the names start from.</param>
    /// <param name="names">The names.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<string> OfFilesAsync(string folder, IEnumerable<string> names, CancellationToken cancellationToken)
    {
        using IncrementalHash all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string name in names)
        {
            all.AppendData(Encoding.UTF8.GetBytes(name + '\n'));
            all.AppendData(await HashAsync(Path.Combine(folder, name), cancellationToken).ConfigureAwait(false));
        }

        return Convert.ToHexStringLower(all.GetHashAndReset());
    }

    /// <summary>Of a text.</summary>
    public static string OfText(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static async Task<byte[]> HashAsync(string path, CancellationToken cancellationToken)
    {
        await using FileStream file = File.OpenRead(path);
        return await SHA256.HashDataAsync(file, cancellationToken).ConfigureAwait(false);
    }
}
