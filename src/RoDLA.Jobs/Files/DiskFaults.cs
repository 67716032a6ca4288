namespace RoDLA.Jobs.Files;

/// <summary>Tells a full disk from other faults.</summary>
public static class DiskFaults
{
    // errno of Linux: no space left on the device, quota exceeded.
    private const int NoSpace = 28;
    private const int OverQuota = 122;

    // HRESULTs of Windows: ERROR_DISK_FULL, ERROR_HANDLE_DISK_FULL.
    private const int DiskFull = unchecked((int)0x80070070);
    private const int HandleDiskFull = unchecked((int)0x80070027);

    /// <summary>Whether <paramref name="exception"/>, or what caused it, is a disk without room.</summary>
    public static bool IsFull(Exception exception) => exception switch
    {
        IOException { HResult: NoSpace or OverQuota or DiskFull or HandleDiskFull } => true,
        AggregateException many => many.InnerExceptions.Any(IsFull),
        { InnerException: { } inner } => IsFull(inner),
        _ => false,
    };
}
