namespace RoDLA.Api.Ownership;

/// <summary>
/// The files of the output folder as the caller of a request sees them: a file of another key does not exist. Files in the folder of a key
/// belong to it, those in the folder of a job to the job's key, and all others to the role admin.
/// </summary>
internal sealed class OwnedOutputs(OutputFolder outputs, IJobEngine jobs, CurrentOwner owner)
{
    /// <summary>Finds a file that an answer names.</summary>
    /// <returns>Its full path; null when there is none, or it is not the caller's.</returns>
    public string? Find(string path) => outputs.Find(path) is { } file && IsOfCaller(file) ? file : null;

    private bool IsOfCaller(string file)
    {
        if (owner.MaySee(null))
        {
            return true;
        }

        string[] folders = Path.GetRelativePath(outputs.Root, file).Split(Path.DirectorySeparatorChar)[..^1];
        return (owner.Name is { } name && folders.Contains(OwnerFolder.NameOf(name), StringComparer.Ordinal))
            || (folders.Length > 0 && jobs.List().Any(job => job.Definition.OutputFolder == folders[0]));
    }
}
