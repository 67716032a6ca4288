namespace RoDLA.Jobs.Intake;

/// <summary>An image out of an archive.</summary>
/// <param name="Path">The file it was written to, in the job's folder for inputs; its name is the service's own.</param>
/// <param name="Name">Its name in the archive, folders included, made fit to be shown; never used as a path.</param>
public sealed record ArchiveImage(string Path, string Name);
