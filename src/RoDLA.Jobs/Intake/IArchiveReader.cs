using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Intake;

/// <summary>Extracts the images of uploaded archives.</summary>
public interface IArchiveReader
{
    /// <summary>
    /// Writes every image of an archive to a file of the draft, under names of the service; the caller adds them to the job. Declared sizes
    /// and checksums are enforced while unpacking. On an exception the written files are removed.
    /// </summary>
    /// <param name="zipPath">File of the archive.</param>
    /// <param name="draft">Draft of the job.</param>
    /// <param name="imagesLeft">Most images that the job can still take.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <exception cref="ArchiveException">The archive is refused.</exception>
    /// <exception cref="JobRefusedException">The disk has no room for its content.</exception>
    Task<ArchiveContents> ExtractAsync(string zipPath, JobDraft draft, int imagesLeft, CancellationToken cancellationToken);
}
