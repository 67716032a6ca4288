namespace RoDLA.Jobs.Intake;

/// <summary>A file for a job, before its images are known.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Name">The client's name for it, made safe.</param>
/// <param name="IsArchive">Whether it is a ZIP archive, by its first bytes.</param>
public sealed record DraftFile(string Path, string Name, bool IsArchive);
