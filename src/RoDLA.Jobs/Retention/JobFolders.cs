using System.Text.RegularExpressions;
using RoDLA.Jobs.Definition;
using RoDLA.Jobs.Store;

namespace RoDLA.Jobs.Retention;

/// <summary>Removes folders of jobs: those that a record names, in the form that the service gives them, and no other.</summary>
internal static partial class JobFolders
{
    /// <summary>What the names of result folders look like.</summary>
    public const string ResultPattern = "batch_*";

    /// <summary>Removes the images of a job.</summary>
    /// <returns>Whether there were any.</returns>
    public static bool RemoveInputs(JobPaths paths, JobDefinition job) => Remove(paths.InputFolder(job.JobId));

    /// <summary>Removes what may be left of a job whose record is gone.</summary>
    /// <param name="paths">Where files lie.</param>
    /// <param name="job">The job.</param>
    /// <param name="others">Jobs that are still there: no folder of theirs is touched.</param>
    /// <returns>Whether anything was left.</returns>
    public static bool RemoveLeftovers(JobPaths paths, JobDefinition job, IEnumerable<JobDefinition> others)
    {
        bool left = Guid.TryParse(job.JobId, out _) && Remove(paths.JobFolder(job.JobId));
        return job.OutputFolder is { } folder && ResultName().IsMatch(folder) && others.All(o => o.OutputFolder != folder)
            ? Remove(Path.Combine(paths.OutputFolder, folder)) || left
            : left;
    }

    private static bool Remove(string folder)
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

    [GeneratedRegex("^batch_[0-9A-Za-z_-]+$")]
    private static partial Regex ResultName();
}
