namespace RoDLA.Jobs.Intake;

/// <summary>An image from an archive.</summary>
/// <param name="Path">Its file in the input folder of the job, under a name of the service.</param>
/// <param name="Name">Its cleaned name in the archive, with folders; never used as a path.</param>
public sealed record ArchiveImage(string Path, string Name);
