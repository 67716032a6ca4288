namespace RoDLA.Jobs.Intake;

/// <summary>Content of an archive.</summary>
/// <param name="Images">The images, in the order of the archive.</param>
/// <param name="Ignored">Number of skipped entries: folders and files of file managers.</param>
public sealed record ArchiveContents(IReadOnlyList<DraftFile> Images, int Ignored)
{
    /// <summary>The files with labels, where they were asked for.</summary>
    public IReadOnlyList<DraftFile> Labels { get; init; } = [];
}
