namespace RoDLA.Api.Batches.Submit;

/// <summary>A file that was sent for a job, in the job's folder.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Name">The sender's name for it, made safe.</param>
/// <param name="IsArchive">Whether it is a ZIP archive, told by its first bytes.</param>
internal sealed record DraftFile(string Path, string Name, bool IsArchive);
