using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Files;

/// <summary>Turns new jobs away while there is still room to finish those that were accepted.</summary>
public interface IDiskGuard
{
    /// <summary>Bytes that may still be written on the disk of the output folder.</summary>
    long FreeBytes { get; }

    /// <summary>Bytes that all jobs take on the disk: as last measured, with what was accepted since.</summary>
    long UsedBytes { get; }

    /// <summary>Refuses when too little of the disk, or of the share of it that jobs may use, is left for this many bytes more.</summary>
    /// <param name="moreBytes">Bytes that are about to be written; 0 when nobody knows.</param>
    /// <param name="writtenBytes">Bytes that lie on the disk already and were not counted yet.</param>
    /// <exception cref="JobRefusedException">It is full: <see cref="RefusalReason.DiskFull"/>.</exception>
    void ThrowIfFull(long moreBytes = 0, long writtenBytes = 0);

    /// <summary>Counts bytes that were accepted, until the disk is measured again.</summary>
    void Accepted(long bytes);
}
