namespace RoDLA.Cli.Configuration;

/// <summary>
/// The folder that relative paths of the configuration start from: <c>RODLA_CONTENT_ROOT</c> when it is set; else the nearest folder, from
/// the program's own upward, that contains a folder <c>models</c> (the repository, or the installation); else the program's own.
/// </summary>
internal static class ContentRoot
{
    /// <summary>Applies the rule.</summary>
    /// <param name="configured">Value of <c>RODLA_CONTENT_ROOT</c>; relative to the current folder.</param>
    /// <param name="programFolder">The program's own folder.</param>
    public static string Find(string? configured, string programFolder)
    {
        if (!string.IsNullOrEmpty(configured))
        {
            return Path.GetFullPath(configured);
        }

        DirectoryInfo? folder = new(programFolder);
        while (folder is not null && !Directory.Exists(Path.Combine(folder.FullName, "models")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? Path.GetFullPath(programFolder);
    }
}
