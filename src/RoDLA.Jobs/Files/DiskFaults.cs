using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Files;

/// <summary>Recognizes a full disk.</summary>
public static class DiskFaults
{
    // Room is made by an operator or the next retention sweep.
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(1);

    // errno of Linux: ENOSPC, EDQUOT.
    private const int NoSpace = 28;
    private const int OverQuota = 122;

    // HRESULTs of Windows: ERROR_DISK_FULL, ERROR_HANDLE_DISK_FULL.
    private const int DiskFull = unchecked((int)0x80070070);
    private const int HandleDiskFull = unchecked((int)0x80070027);

    /// <summary>Whether an exception, or its cause, is a full disk.</summary>
    public static bool IsFull(Exception exception) => exception switch
    {
        IOException { HResult: NoSpace or OverQuota or DiskFull or HandleDiskFull } => true,
        AggregateException many => many.InnerExceptions.Any(IsFull),
        { InnerException: { } inner } => IsFull(inner),
        _ => false,
    };

    /// <summary>The refusal of what could not be written.</summary>
    internal static JobRefusedException Refusal(
        string message = "The disk is full. Remove jobs that are no longer needed, or try again later.") =>
        new(RefusalReason.DiskFull, message) { RetryAfter = RetryAfter };
}
