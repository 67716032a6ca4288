using System.Security.Cryptography;

namespace RoDLA.Detection.Models;

/// <summary>Checks that a model's files have the hashes of its manifest.</summary>
internal static class FileHash
{
    /// <summary>Compares every file's SHA-256 with the manifest's.</summary>
    /// <returns>One sentence per file that differs.</returns>
    public static async Task<IReadOnlyList<string>> CheckAsync(ModelFolder model, CancellationToken cancellationToken)
    {
        List<string> problems = [];
        foreach ((string file, string expected) in model.Manifest.ExternalData.Prepend(new(model.Manifest.File, model.Manifest.Sha256)))
        {
            await using FileStream stream = File.OpenRead(Path.Combine(model.Path, file));
            string actual = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken).ConfigureAwait(false));
            if (!actual.Equals(expected, StringComparison.OrdinalIgnoreCase))
            {
                problems.Add($"'{file}' has the SHA-256 {actual}, the manifest says {expected}: fetch it again, or correct model.json.");
            }
        }

        return problems;
    }
}
