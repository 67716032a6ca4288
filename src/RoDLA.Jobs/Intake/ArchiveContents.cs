namespace RoDLA.Jobs.Intake;

/// <summary>What came out of an archive.</summary>
/// <param name="Images">The images, in the archive's order.</param>
/// <param name="Ignored">Entries that were passed over: folders, and what file managers leave behind.</param>
public sealed record ArchiveContents(IReadOnlyList<DraftFile> Images, int Ignored);
