namespace RoDLA.Api.Batches.Submit;

/// <summary>A file of a request, in the folder of its job.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Name">Name that the client gave it, made safe.</param>
/// <param name="IsArchive">Whether it is a ZIP archive, recognized by its first bytes.</param>
internal sealed record DraftFile(string Path, string Name, bool IsArchive);
