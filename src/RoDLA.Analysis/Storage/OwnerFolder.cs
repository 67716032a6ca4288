using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace RoDLA.Analysis.Storage;

/// <summary>The folders, below a folder of outputs, for the files of one owner each.</summary>
public static partial class OwnerFolder
{
    private const string Prefix = "key-";
    private const string HashPrefix = "sub-";

    /// <summary>Name of the folder of an owner: its name, or the SHA-256 of a name that is no file name.</summary>
    public static string NameOf(string owner) =>
        FileName().IsMatch(owner) ? Prefix + owner : HashPrefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(owner)));

    /// <summary>The folder where the files of an owner lie; <paramref name="folder"/> itself without one.</summary>
    public static string Below(string folder, string? owner) => owner is null ? folder : Path.Combine(folder, NameOf(owner));

    /// <summary>A folder of outputs, and those of owners below it, as far as they exist.</summary>
    public static IEnumerable<string> All(string folder) => !Directory.Exists(folder)
        ? []
        : Directory.EnumerateDirectories(folder).Where(IsOne).Prepend(folder);

    private static bool IsOne(string path) => Path.GetFileName(path) is { } name
        && (name.StartsWith(Prefix, StringComparison.Ordinal) || name.StartsWith(HashPrefix, StringComparison.Ordinal));

    [GeneratedRegex("^[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}\\z")]
    private static partial Regex FileName();
}
