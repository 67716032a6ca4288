using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Files;

/// <summary>
/// Compares free space and used space with the configured limits. Free space is read each time; used space is measured on first use and by
/// every retention sweep, and accepted bytes are added in between.
/// </summary>
internal sealed class DiskGuard(JobPaths paths, IOptions<JobOptions> options) : IDiskGuard
{
    private const long Mebibyte = 1024 * 1024;

    private readonly Lock _measuring = new();
    private readonly long _minFree = options.Value.MinFreeMegabytes * Mebibyte;
    private readonly long _quota = options.Value.QuotaMegabytes * Mebibyte;
    private long _measured = -1;
    private long _accepted;

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

            // Unknown is not full; a write would show it.
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return long.MaxValue;
            }
        }
    }

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

    public string? WhyFull(long moreBytes = 0, long writtenBytes = 0) =>
        _minFree > 0 && FreeBytes - moreBytes < _minFree
            ? $"The disk is nearly full: {Size(_minFree)} must stay free, and {Size(FreeBytes)} are left."
        : _quota > 0 && UsedBytes + writtenBytes + moreBytes > _quota
            ? $"The jobs take {Size(UsedBytes + writtenBytes)} of their quota of {Size(_quota)} on the disk."
        : null;

    public void ThrowIfFull(long moreBytes = 0, long writtenBytes = 0)
    {
        if (WhyFull(moreBytes, writtenBytes) is { } reason)
        {
            throw DiskFaults.Refusal($"{reason} Remove finished jobs, wait for their retention to end, or give the service more room.");
        }
    }

    public void Accepted(long bytes) => Interlocked.Add(ref _accepted, bytes);

    /// <summary>Measures the size of all records, images, uploads and result folders.</summary>
    public void Measure()
    {
        lock (_measuring)
        {
            long before = Volatile.Read(ref _accepted);
            long bytes = SizeOf(paths.JobsFolder) + SizeOf(paths.UploadsFolder);
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

        EnumerationOptions everything = new()
        {
            RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true,
        };
        long bytes = 0;
        foreach (FileInfo file in new DirectoryInfo(folder).EnumerateFiles("*", everything))
        {
            try
            {
                // Inputs of jobs that are links to files of uploads take no room of their own.
                bytes += FileId.IsOfUpload(file.Name) ? 0 : file.Length;
            }

            // Removed with its job in the meantime.
            catch (FileNotFoundException)
            {
            }
        }

        return bytes;
    }

    private static string Size(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, bytes) / Mebibyte} MiB");
}
