using System.Text.RegularExpressions;

namespace RoDLA.Jobs.Files;

/// <summary>Names and removal of the folders of jobs.</summary>
internal static partial class JobFolders
{
    /// <summary>Search pattern of result folders.</summary>
    public const string ResultPattern = "batch_*";

    /// <summary>
    /// Whether a name has the form of a result folder. A record with another name is not loaded, so that no other folder is removed.
    /// </summary>
    public static bool IsResultName(string name) => ResultName().IsMatch(name);

    /// <summary>Removes a folder with its content.</summary>
    /// <returns>Whether it existed.</returns>
    public static bool Remove(string folder)
    {
        DirectoryInfo info = new(folder);
        if (!info.Exists)
        {
            return false;
        }

        // Of a link only the link is removed, not its target.
        info.Delete(recursive: info.LinkTarget is null);
        return true;
    }

    [GeneratedRegex(@"^batch_[0-9A-Za-z_-]+\z")]
    private static partial Regex ResultName();
}
