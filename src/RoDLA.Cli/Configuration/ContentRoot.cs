namespace RoDLA.Cli.Configuration;

/// <summary>
/// The folder that every relative path of the configuration starts from: <c>RODLA_CONTENT_ROOT</c> when it is set; else the nearest
/// folder, from the program's own upward, that holds a <c>models</c> folder (the repository, or the folder the program was installed
/// to); else the program's own.
/// </summary>
internal static class ContentRoot
{
    /// <summary>Applies the rule.</summary>
    /// <param name="told">Value of <c>RODLA_CONTENT_ROOT</c>; relative to the current folder.</param>
    /// <param name="programFolder">The program's own folder.</param>
    public static string Find(string? told, string programFolder)
    {
        if (!string.IsNullOrEmpty(told))
        {
            return Path.GetFullPath(told);
        }

        DirectoryInfo? folder = new(programFolder);
        while (folder is not null && !Directory.Exists(Path.Combine(folder.FullName, "models")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? Path.GetFullPath(programFolder);
    }
}
