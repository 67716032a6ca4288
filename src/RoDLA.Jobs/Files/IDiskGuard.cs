using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Files;

/// <summary>Refuses new jobs while there is still room to finish the accepted ones.</summary>
public interface IDiskGuard
{
    /// <summary>Free bytes on the disk of the output folder.</summary>
    long FreeBytes { get; }

    /// <summary>Bytes that all jobs take on the disk: the last measurement and what was accepted since.</summary>
    long UsedBytes { get; }

    /// <summary>Why nothing new is accepted, for users; null when the reserve is free and the quota not used up.</summary>
    /// <param name="moreBytes">Bytes about to be written; 0 when unknown.</param>
    /// <param name="writtenBytes">Bytes that are on the disk and not counted yet.</param>
    string? WhyFull(long moreBytes = 0, long writtenBytes = 0);

    /// <summary>Refuses when <see cref="WhyFull"/> says so.</summary>
    /// <exception cref="JobRefusedException"><see cref="RefusalReason.DiskFull"/>.</exception>
    void ThrowIfFull(long moreBytes = 0, long writtenBytes = 0);

    /// <summary>Counts accepted bytes until the next measurement.</summary>
    void Accepted(long bytes);
}
