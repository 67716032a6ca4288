using System.Globalization;
using Microsoft.Extensions.Options;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Files;

/// <summary>
/// Compares what is free and what jobs take with what the configuration wants. Free space is asked of the system each time; what jobs take
/// is measured at the first question and by every sweep, and in between what is accepted is added.
/// </summary>
internal sealed class DiskGuard(JobPaths paths, IOptions<JobOptions> options) : IDiskGuard
{
    private const long Mebibyte = 1024 * 1024;
    private readonly Lock _measuring = new();
    private readonly long _mustStayFree = options.Value.MinFreeMegabytes * Mebibyte;
    private readonly long _quota = options.Value.QuotaMegabytes * Mebibyte;
    private long _measured = -1;
    private long _accepted;

    /// <inheritdoc/>
    public long FreeBytes
    {
        get
        {
            string? folder = paths.OutputFolder;
            while (folder is not null && !Directory.Exists(folder))
            {
                folder = Path.GetDirectoryName(folder);
            }

            try
            {
                return new DriveInfo(folder ?? "/").AvailableFreeSpace;
            }
            // A disk that does not tell is not called full; writing to it will show.
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return long.MaxValue;
            }
        }
    }

    /// <inheritdoc/>
    public long UsedBytes
    {
        get
        {
            if (Volatile.Read(ref _measured) < 0)
            {
                Measure();
            }

            return Volatile.Read(ref _measured) + Volatile.Read(ref _accepted);
        }
    }

    /// <inheritdoc/>
    public void ThrowIfFull(long moreBytes = 0, long writtenBytes = 0)
    {
        if (_mustStayFree > 0 && FreeBytes - moreBytes < _mustStayFree)
        {
            throw Full($"The disk is nearly full: {Size(_mustStayFree)} of it must stay free, and {Size(FreeBytes)} are left.");
        }

        if (_quota > 0 && UsedBytes + writtenBytes + moreBytes > _quota)
        {
            throw Full($"The jobs take {Size(UsedBytes + writtenBytes)} of the {Size(_quota)} that they may have on the disk.");
        }
    }

    /// <inheritdoc/>
    public void Accepted(long bytes) => Interlocked.Add(ref _accepted, bytes);

    /// <summary>Adds up what jobs take: their records and images, and the folders of their results.</summary>
    public void Measure()
    {
        lock (_measuring)
        {
            long before = Volatile.Read(ref _accepted);
            long bytes = SizeOf(paths.JobsFolder);
            if (Directory.Exists(paths.OutputFolder))
            {
                bytes += Directory.EnumerateDirectories(paths.OutputFolder, JobFolders.ResultPattern).Sum(SizeOf);
            }

            Volatile.Write(ref _measured, bytes);
            Interlocked.Add(ref _accepted, -before);
        }
    }

    private static long SizeOf(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return 0;
        }

        EnumerationOptions everything = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true };
        long bytes = 0;
        foreach (FileInfo file in new DirectoryInfo(folder).EnumerateFiles("*", everything))
        {
            try
            {
                bytes += file.Length;
            }
            // Jobs come and go meanwhile.
            catch (FileNotFoundException)
            {
            }
        }

        return bytes;
    }

    private static JobRefusedException Full(string why) => new(
        RefusalReason.DiskFull, why + " Remove ended jobs, wait until they are removed, or give the service more room.");

    private static string Size(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, bytes) / Mebibyte} MiB");
}
