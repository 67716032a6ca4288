namespace RoDLA.Analysis.Storage;

/// <summary>
/// The folder of what the service writes, and its files as clients see them: <c>outputs/</c> and the path below the folder, with <c>/</c>,
/// wherever the folder is.
/// </summary>
/// <param name="options">The folder.</param>
public sealed class OutputFolder(IOptions<OutputOptions> options)
{
    /// <summary>What the paths in answers begin with.</summary>
    public const string Prefix = "outputs/";

    // Records and images of jobs, uploads, and the result cache: no answers.
    private static readonly string[] Internal = ["jobs", "uploads", "cache"];

    /// <summary>Full path of the folder.</summary>
    public string Root { get; } = Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.Value.Folder));

    /// <summary>A file's path as answers have it; of one outside the folder, its name alone.</summary>
    public string Show(string path)
    {
        string below = Path.GetRelativePath(Root, path);
        return Path.IsPathRooted(below) || below.Split(Path.DirectorySeparatorChar)[0] == ".."
            ? Path.GetFileName(path)
            : Prefix + below.Replace(Path.DirectorySeparatorChar, '/');
    }

    /// <summary>Finds a file that an answer names; links are not followed.</summary>
    /// <param name="path">The path, with or without <see cref="Prefix"/>.</param>
    /// <returns>Its full path; null when there is none, or it is hidden, half-written or internal.</returns>
    public string? Find(string path)
    {
        string[] parts = (path.StartsWith(Prefix, StringComparison.Ordinal) ? path[Prefix.Length..] : path).Split('/');
        if (Internal.Contains(parts[0], StringComparer.OrdinalIgnoreCase) || !Array.TrueForAll(parts, IsPlain))
        {
            return null;
        }

        string folder = Root;
        foreach (string part in parts[..^1])
        {
            folder = Path.Combine(folder, part);
            if (new DirectoryInfo(folder) is not { Exists: true, LinkTarget: null })
            {
                return null;
            }
        }

        string file = Path.Combine(folder, parts[^1]);
        return new FileInfo(file) is { Exists: true, LinkTarget: null } ? file : null;
    }

    private static bool IsPlain(string part) =>
        part.Length > 0
        && part[0] != '.'
        && !part.EndsWith(AtomicFile.TemporaryEnding, StringComparison.OrdinalIgnoreCase)
        && part.IndexOfAny(['\\', ':', '\0']) < 0;
}
