namespace RoDLA.Cli.Batch;

/// <summary>A file of a batch.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Name">What it is called in the results: its name, with the folders below the one that was given.</param>
/// <param name="IsArchive">Whether it is a ZIP archive of images.</param>
/// <param name="Bytes">Its length.</param>
internal sealed record BatchFile(string Path, string Name, bool IsArchive, long Bytes);
