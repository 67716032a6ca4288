using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Intake;

/// <summary>Takes the images out of archives that strangers send.</summary>
public interface IArchiveReader
{
    /// <summary>
    /// Writes every image of an archive into a file of a job's folder, under names of the service's own; the caller adds them to the job.
    /// Nothing that the archive says of itself is believed: sizes are held to it while the bytes stream. When it throws, the files it
    /// wrote are gone.
    /// </summary>
    /// <param name="zipPath">The archive, a file on disk.</param>
    /// <param name="draft">The job that the images are for.</param>
    /// <param name="imagesLeft">Most images that the job can still take.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ArchiveException">It is refused.</exception>
    /// <exception cref="JobRefusedException">The disk has no room for what is in it.</exception>
    Task<ArchiveContents> ExtractAsync(string zipPath, JobDraft draft, int imagesLeft, CancellationToken cancellationToken);
}
