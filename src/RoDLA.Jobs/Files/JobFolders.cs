using System.Text.RegularExpressions;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Files;

/// <summary>Removes folders of jobs. A record that names another than the service gives to jobs is not read in the first place.</summary>
internal static partial class JobFolders
{
    /// <summary>What the names of result folders look like.</summary>
    public const string ResultPattern = "batch_*";

    /// <summary>Whether a folder's name has the form that the service gives to folders of results.</summary>
    public static bool IsResultName(string name) => ResultName().IsMatch(name);

    /// <summary>Removes the images of a job.</summary>
    /// <returns>Whether there were any.</returns>
    public static bool RemoveInputs(JobPaths paths, JobDefinition job) => Remove(paths.InputFolder(job.JobId));

    /// <summary>Removes a folder with all that is in it.</summary>
    /// <returns>Whether it was there.</returns>
    public static bool Remove(string folder)
    {
        DirectoryInfo info = new(folder);
        if (!info.Exists)
        {
            return false;
        }

        // Of a link only the link goes: what it leads to is not ours.
        info.Delete(recursive: info.LinkTarget is null);
        return true;
    }

    [GeneratedRegex(@"^batch_[0-9A-Za-z_-]+\z")]
    private static partial Regex ResultName();
}
